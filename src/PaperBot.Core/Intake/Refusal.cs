namespace PaperBot.Intake;

/// <summary>Why a message is not taken in.</summary>
internal enum RefusalKind
{
    /// <summary>Nothing but white space.</summary>
    Empty,

    /// <summary>Longer than anything that is read.</summary>
    TooLong,

    /// <summary>The person has asked too much lately.</summary>
    TooFast,

    /// <summary>Too many are waiting.</summary>
    Busy,

    /// <summary>The service is stopping.</summary>
    Stopping,
}

/// <summary>A message that is not taken in.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Sentence">What its writer is told, and what to do.</param>
internal sealed record Refusal(RefusalKind Kind, string Sentence);
