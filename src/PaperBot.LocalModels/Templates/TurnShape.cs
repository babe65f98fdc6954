namespace PaperBot.LocalModels.Templates;

/// <summary>What stands around a turn.</summary>
/// <param name="Before">Marker; <c>{0:…}</c> is the date, in a .NET format.</param>
/// <param name="After">Marker.</param>
/// <param name="Ends">True when the model's end token follows <paramref name="After"/>.</param>
/// <param name="AfterEnd">Marker after that token.</param>
internal sealed record TurnShape(string Before, string After, bool Ends = false, string AfterEnd = "");

/// <summary>Where the instructions stand.</summary>
internal enum SystemPlace
{
    /// <summary>In a turn of their own.</summary>
    OwnTurn,

    /// <summary>Before the text of the first turn of the user.</summary>
    FirstUserTurn,

    /// <summary>Before the text of the last turn of the user.</summary>
    LastUserTurn,
}

/// <summary>White space taken off around the texts.</summary>
internal enum Trimming
{
    None,

    /// <summary>Of every turn.</summary>
    All,

    /// <summary>At the end of the instructions.</summary>
    SystemEnd,

    /// <summary>Of what the model said.</summary>
    Assistant,
}
