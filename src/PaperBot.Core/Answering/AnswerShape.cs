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

    /// <summary>How many of something: "how many datasets".</summary>
    Count,

    /// <summary>A measured value: "what accuracy", "by how much", "what percentage".</summary>
    Measure,

    /// <summary>How large a model or data set is: "how big", "what size".</summary>
    Size,

    /// <summary>How long something took or lasts.</summary>
    Duration,

    /// <summary>A sum of money.</summary>
    Cost,

    /// <summary>A person: "who", "whose".</summary>
    Person,

    /// <summary>The names of things: "which datasets", "name the models".</summary>
    Names,
}

/// <summary>What a question asks for, read from its wording alone.</summary>
/// <param name="Breadth">How many papers.</param>
/// <param name="Wanted">What kind of words.</param>
/// <param name="Thing">The stem of X in "how many X", "which three X", "what X"; null when there is none.</param>
/// <param name="ThingAsTyped">X as typed.</param>
/// <param name="Listed">True when the names of a stated number of things are asked for ("which three X", "name the X").</param>
/// <param name="Parts">How many things are asked at once; at least 1.</param>
internal sealed record AnswerShape(Breadth Breadth, Wanted Wanted, string? Thing, string? ThingAsTyped, bool Listed, int Parts)
{
    /// <summary>True when only a number answers.</summary>
    public bool WantsNumber => Wanted is Wanted.Count or Wanted.Measure or Wanted.Size or Wanted.Duration or Wanted.Cost;
}
