namespace PaperBot.Generation;

/// <summary>Why a model's sentence about a paper is not shown.</summary>
internal enum TldrRefusal
{
    /// <summary>There is no text, or none that says anything.</summary>
    Empty,

    /// <summary>The limit of tokens, or something else, ended it before its end.</summary>
    Cut,

    /// <summary>More words than a summary may have.</summary>
    TooLong,

    /// <summary>More than one sentence, a list, or a question.</summary>
    NotOneSentence,

    /// <summary>A link, markup or an invisible character.</summary>
    Markup,

    /// <summary>Words of another language than the abstract's.</summary>
    Language,

    /// <summary>A number, or its unit, that the abstract does not state.</summary>
    Number,

    /// <summary>A name that the abstract does not hold.</summary>
    Name,

    /// <summary>The abstract says the opposite.</summary>
    Contradiction,

    /// <summary>The abstract says too little of it.</summary>
    Unsupported,
}
