namespace PaperBot.Answering;

/// <summary>How many papers an answer is about.</summary>
internal enum Breadth
{
    /// <summary>A fact, most likely of one paper.</summary>
    One,

    /// <summary>"Which paper…": one paper is wanted, and naming it is the answer.</summary>
    Which,

    /// <summary>"Which papers…", "list…": as many as fit.</summary>
    Several,

    /// <summary>"Compare…": the papers named, side by side.</summary>
    Compare,
}

/// <summary>What kind of words would answer.</summary>
internal enum Wanted
{
    Anything,

    /// <summary>A number: "how many", "what percentage", "how big".</summary>
    Number,

    /// <summary>A person: "who", "whose".</summary>
    Person,

    /// <summary>The names of things: "which datasets", "name the models".</summary>
    Names,
}

/// <summary>What a question asks for, read from its wording alone.</summary>
/// <param name="Breadth">How many papers.</param>
/// <param name="Wanted">What kind of words.</param>
/// <param name="Counted">For "how many X": the stem of X; else null.</param>
/// <param name="Parts">How many things are asked at once; at least 1.</param>
internal sealed record AnswerShape(Breadth Breadth, Wanted Wanted, string? Counted, int Parts);
