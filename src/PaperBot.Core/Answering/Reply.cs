using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>What is said, before times and the question make it an <see cref="Answer"/>.</summary>
internal sealed record Reply(Outcome Outcome, string Text, IReadOnlyList<Citation> Citations, IReadOnlyList<NearestPaper> Nearest)
{
    /// <summary>Whose words these are.</summary>
    public string Engine { get; init; } = Answer.Extractive;

    /// <summary>How it came about, where a model had a part in it.</summary>
    public AnswerTrace? Trace { get; init; }

    private const int MostNearest = 3;

    public IReadOnlyList<string> Themes { get; init; } = [];

    public static Reply Chat(string text) => new(Outcome.Chat, text, [], []);

    public static Reply Answered(string text, SourceList sources) =>
        new(Outcome.Answered, $"{text}\n\n{sources.Render()}", sources.Citations, []);

    public static Reply NotStated(string text, SourceList sources) =>
        new(Outcome.NotStated, $"{text}\n\n{sources.Render()}", sources.Citations, []);

    public static Reply NoMatch(string text, IEnumerable<Paper> nearest)
    {
        List<Paper> papers = [.. nearest.Take(MostNearest)];
        return new Reply(
            Outcome.NoMatch,
            papers.Count == 0 ? text : $"{text} Nearest:\n{string.Join('\n', papers.Select(p => $"- {PaperText.Title(p)}"))}",
            [],
            [.. papers.Select(p => new NearestPaper(p.Id, p.Title))]);
    }

    /// <summary>The answer to post.</summary>
    public Answer To(string questionId, string question, double retrieveMs, double totalMs, double? firstTextMs = null) => new()
    {
        QuestionId = questionId,
        Question = question,
        Text = MarkdownGuard.Of(Text),
        Outcome = Outcome,
        Engine = Engine,
        Citations = Citations,
        Nearest = Nearest,
        Themes = Themes,
        Timings = new AnswerTimings(retrieveMs, firstTextMs ?? totalMs, totalMs),
        Trace = Trace ?? new AnswerTrace { Sources = [.. Citations.Select(c => c.PaperId).Distinct(StringComparer.Ordinal)] },
    };
}
