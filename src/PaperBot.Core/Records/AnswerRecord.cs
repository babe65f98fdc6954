using PaperBot.Answering;

namespace PaperBot.Records;

/// <summary>What kind of request an answer was made for.</summary>
public enum AnswerKind
{
    /// <summary>A question.</summary>
    Question,

    /// <summary>The themes of a topic; the question's text is the topic.</summary>
    Summary,

    /// <summary>Papers side by side; they are the question's list.</summary>
    Comparison,
}

/// <summary>A kept answer with everything it was made from.</summary>
public sealed record AnswerRecord
{
    /// <summary>Eight characters, as in <see cref="Answer.Id"/>.</summary>
    public required string Id { get; init; }

    public AnswerKind Kind { get; init; } = AnswerKind.Question;

    /// <summary>The question as asked: history, list and filter included.</summary>
    public required Question Question { get; init; }

    /// <summary>As posted, with trace, citations and timings.</summary>
    public required Answer Answer { get; init; }

    /// <summary>The papers it was made from, as they were then.</summary>
    public IReadOnlyList<RecordedSource> Sources { get; init; } = [];

    /// <summary>Who asked, with the surface's name before it where there are several.</summary>
    public required string Person { get; init; }

    /// <summary>In which conversation; null when it was asked outside of one.</summary>
    public string? Conversation { get; init; }

    /// <summary>When it was answered, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Everybody whose words are in it: who asked, and who spoke before.</summary>
    public IEnumerable<string> People() =>
        Question.History.Select(t => t.Person).OfType<string>().Append(Person).Distinct(StringComparer.Ordinal);
}
