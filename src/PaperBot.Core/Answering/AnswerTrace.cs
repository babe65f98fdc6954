namespace PaperBot.Answering;

/// <summary>How an answer came about: enough to show it again, and to see what checking changed.</summary>
public sealed record AnswerTrace
{
    /// <summary>An answer made without a model, from the question as asked.</summary>
    public static readonly AnswerTrace None = new();

    /// <summary>The question as it was searched, where a model made a follow-up a question of its own; else null.</summary>
    public string? Standalone { get; init; }

    /// <summary>Ids of the papers the answer was made from: those given to the model in order of their numbers, else those cited.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Every call of a model, in order; empty without one.</summary>
    public IReadOnlyList<ModelRun> Runs { get; init; } = [];

    /// <summary>Every sentence of the model's draft and what became of it.</summary>
    public IReadOnlyList<SentenceTrace> Sentences { get; init; } = [];

    /// <summary>Why the abstracts' own words stand although there is a model, in a sentence; null otherwise.</summary>
    public string? Fallback { get; init; }
}

/// <summary>One call of a model.</summary>
/// <param name="Prompt">The prompt's name.</param>
/// <param name="PromptHash">SHA-256 of its file, hexadecimal.</param>
/// <param name="Model">As the client names it; null when it does not.</param>
/// <param name="ModelFileHash">SHA-256 of its file, hexadecimal; null when the client has or tells none.</param>
/// <param name="Seed">Given to the sampler.</param>
/// <param name="Messages">What it was sent.</param>
/// <param name="Raw">What it sent, thoughts included; what came before a failure.</param>
/// <param name="Ended">Why it stopped: <c>stop</c>, <c>length</c>, or why it failed.</param>
/// <param name="Milliseconds">From the start to the end.</param>
public sealed record ModelRun(
    string Prompt, string PromptHash, string? Model, string? ModelFileHash, long? Seed, IReadOnlyList<ModelMessage> Messages,
    string Raw, string Ended, double Milliseconds);

/// <summary>One message sent to a model.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">As sent.</param>
public sealed record ModelMessage(string Role, string Text);

/// <summary>A sentence on its way from draft to reader.</summary>
/// <param name="Draft">As the model wrote it, markers included.</param>
/// <param name="Fate"><c>kept</c>, <c>rewritten</c>, <c>quoted</c> or <c>dropped</c>.</param>
/// <param name="Objection">What was found wrong: <c>number</c>, <c>name</c>, …; null for a kept sentence.</param>
/// <param name="Detail">The same in a sentence; empty for a kept one.</param>
/// <param name="Posted">What the reader got instead; empty when dropped.</param>
public sealed record SentenceTrace(string Draft, string Fate, string? Objection, string Detail, string Posted);
