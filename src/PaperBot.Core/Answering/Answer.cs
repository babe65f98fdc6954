namespace PaperBot.Answering;

/// <summary>What came of a question.</summary>
public enum Outcome
{
    /// <summary>The abstracts answer it.</summary>
    Answered,

    /// <summary>An abstract matches but does not state what was asked.</summary>
    NotStated,

    /// <summary>No abstract matches.</summary>
    NoMatch,

    /// <summary>It was no question about papers: a greeting, thanks, or a question about the bot.</summary>
    Chat,
}

/// <summary>One piece of evidence.</summary>
/// <param name="Number">The marker in the text, from 1; several citations of one paper share it.</param>
/// <param name="PaperId">Which paper.</param>
/// <param name="Title">Its title as printed.</param>
/// <param name="Quote">Verbatim from the abstract; empty where the paper's fields, not its abstract, are the evidence.</param>
/// <param name="Published">The paper's date; null where none is known.</param>
public sealed record Citation(int Number, string PaperId, string Title, string Quote, DateOnly? Published = null);

/// <summary>A paper pointed to without being cited.</summary>
public sealed record NearestPaper(string PaperId, string Title);

/// <summary>Where the time went, in milliseconds since the question arrived.</summary>
public sealed record AnswerTimings(double RetrieveMs, double FirstTokenMs, double TotalMs);

/// <summary>One answer, ready to post.</summary>
public sealed record Answer
{
    /// <summary>The engine of answers in the abstracts' own words.</summary>
    public const string Extractive = "extractive";

    /// <summary>Under which it is kept; null when it is not kept anywhere.</summary>
    public string? Id { get; init; }

    public required string QuestionId { get; init; }

    public required string Question { get; init; }

    /// <summary>Exactly the text posted, in Markdown: sentences with markers, then the sources.</summary>
    public required string Text { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary><see cref="Extractive"/>, or the engine of the model that wrote.</summary>
    public required string Engine { get; init; }

    /// <summary>Evidence in order of the markers.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    /// <summary>At most three papers to look at when the outcome is not <see cref="Outcome.Answered"/>.</summary>
    public IReadOnlyList<NearestPaper> Nearest { get; init; } = [];

    /// <summary>Themes of a summary, in order; empty for an answer to a question.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    public AnswerTimings Timings { get; init; } = new(0, 0, 0);

    /// <summary>How it came about.</summary>
    public AnswerTrace Trace { get; init; } = AnswerTrace.None;

    /// <summary>True when the bot says that it does not know.</summary>
    public bool Abstained => Outcome is Outcome.NotStated or Outcome.NoMatch;
}
