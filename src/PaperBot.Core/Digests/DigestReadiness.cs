namespace PaperBot.Digests;

/// <summary>Whether an edition that is due can be made.</summary>
internal abstract record DigestReadiness
{
    private DigestReadiness()
    {
    }

    /// <summary>It can be made now.</summary>
    public static DigestReadiness Now { get; } = new Ready();

    /// <summary>It can be made now.</summary>
    internal sealed record Ready : DigestReadiness;

    /// <summary>A source is still filling: ask again, at the latest at the moment named.</summary>
    /// <param name="At">In UTC, after now.</param>
    /// <param name="Reason">One sentence.</param>
    internal sealed record WaitUntil(DateTimeOffset At, string Reason) : DigestReadiness;
}
