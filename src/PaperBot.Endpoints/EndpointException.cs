namespace PaperBot.Endpoints;

/// <summary>Why an endpoint gave nothing.</summary>
internal enum EndpointFailure
{
    /// <summary>It cannot be reached.</summary>
    Unreachable,

    /// <summary>The key is missing, wrong, or not allowed to.</summary>
    Key,

    /// <summary>It has no such model.</summary>
    Model,

    /// <summary>What answers there does not speak the protocol.</summary>
    Protocol,

    /// <summary>What it was asked cannot be done: too long a prompt, an option it does not know.</summary>
    Refused,

    /// <summary>It has too much to do, or the account has no more calls left.</summary>
    Busy,

    /// <summary>It failed.</summary>
    Server,

    /// <summary>It was silent for too long.</summary>
    Silent,

    /// <summary>The answer ended in the middle.</summary>
    Cut,
}

/// <summary>
/// An endpoint gave nothing; the message is for the person who set it up and never holds the key. What the server's library threw is not
/// kept inside, because servers quote keys in what they say.
/// </summary>
internal sealed class EndpointException(EndpointFailure failure, string message) : Exception(message)
{
    public EndpointFailure Failure => failure;

    /// <summary>True when the same call may go well a moment later.</summary>
    public bool MayPass { get; init; }

    /// <summary>How long the server wants to be left alone; null when it does not say.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>True when it says something about the endpoint and not only about what was asked.</summary>
    public bool IsFault => failure != EndpointFailure.Refused;
}
