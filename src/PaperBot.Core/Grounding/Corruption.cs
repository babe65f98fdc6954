namespace PaperBot.Grounding;

/// <summary>Ways in which a weak model spoils a sentence.</summary>
internal enum CorruptionKind
{
    Number,
    Unit,
    Name,
    Marker,
    Direction,
    Negation,
    Merged,
    EarlyStop,
    Loop,
    Empty,
    OtherLanguage,
}

/// <summary>A spoilt sentence.</summary>
/// <param name="Kind">How it was spoilt.</param>
/// <param name="Text">The sentence with its markers; may be empty.</param>
/// <param name="Change">What was changed into what, for a reader.</param>
internal sealed record Corruption(CorruptionKind Kind, string Text, string Change);
