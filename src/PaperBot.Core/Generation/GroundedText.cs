using PaperBot.Grounding;
using PaperBot.Prompts;

namespace PaperBot.Generation;

/// <summary>What became of a sentence that the model wrote.</summary>
internal enum SentenceFate
{
    /// <summary>Supported as written.</summary>
    Kept,

    /// <summary>Refused, and replaced by a supported sentence of the second attempt.</summary>
    Rewritten,

    /// <summary>Refused, and replaced by the abstract's own sentence that comes closest.</summary>
    Quoted,

    /// <summary>Refused, and nothing comes close.</summary>
    Dropped,
}

/// <summary>One sentence from draft to reader.</summary>
/// <param name="Draft">As the model wrote it, markers included.</param>
/// <param name="Verdict">What checking the draft found.</param>
/// <param name="Fate">What was done.</param>
/// <param name="Text">What the reader gets, without markers; empty when dropped.</param>
/// <param name="Evidence">Verbatim sentences behind the text; empty when dropped.</param>
internal sealed record WrittenSentence(
    string Draft, Verdict Verdict, SentenceFate Fate, string Text, IReadOnlyList<SupportingSpan> Evidence);

/// <summary>How a model's attempt at an answer ended.</summary>
internal enum GenerationOutcome
{
    /// <summary>At least one supported sentence.</summary>
    Written,

    /// <summary>The model says that the sources do not state it.</summary>
    NotStated,

    /// <summary>The model says that no source is about it.</summary>
    NoMatch,

    /// <summary>Nothing that could be posted: empty, or no sentence was supported.</summary>
    Nothing,
}

/// <summary>A model's answer, verified sentence by sentence.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Sentences">Every sentence of the draft in order, the dropped ones too.</param>
/// <param name="Sources">What the model was given, by marker.</param>
/// <param name="Runs">The model's attempts, raw output included; one or two, none when no abstract fitted into its context.</param>
internal sealed record GroundedText(
    GenerationOutcome Outcome, IReadOnlyList<WrittenSentence> Sentences, IReadOnlyList<GroundingSource> Sources,
    IReadOnlyList<PromptResult> Runs);
