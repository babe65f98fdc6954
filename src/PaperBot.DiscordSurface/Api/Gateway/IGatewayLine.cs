namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>
/// What speaks with the gateway: begins or takes up a session, keeps the beat, and hands on each event once. When to begin, and
/// what follows an end, is decided by <see cref="GatewayKeeper"/>.
/// </summary>
internal interface IGatewayLine
{
    /// <summary>
    /// Runs until the connection ends, or where the line mends its breaks by itself, until only a new session or nothing at all
    /// helps.
    /// </summary>
    /// <param name="call">What is to be done.</param>
    /// <param name="cancellationToken">Ends the session for good.</param>
    /// <exception cref="System.Net.WebSockets.WebSocketException">Nobody there.</exception>
    Task<LineEnd> RunAsync(GatewayCall call, CancellationToken cancellationToken);
}

/// <summary>What a line needs to know.</summary>
/// <param name="Address">Where to; safe to send a token to.</param>
/// <param name="Session">What is resumed, or filled.</param>
/// <param name="Token">The bot's.</param>
/// <param name="Intents">Bits that say what the bot wants to hear of.</param>
internal sealed record GatewayCall(Uri Address, GatewaySession Session, Secret Token, int Intents)
{
    /// <summary>Called before a session is asked for: each counts.</summary>
    public required Action Identifying { get; init; }

    /// <summary>Takes an event; does not throw, and returns at once.</summary>
    public required Action<ReceivedFrame> Hear { get; init; }

    /// <summary>Told of a break, with a sentence for an administrator, by a line that mends it by itself.</summary>
    public required Action<string> Broken { get; init; }
}

/// <summary>How it went.</summary>
/// <param name="End">What follows.</param>
/// <param name="ReadyAt">When the session was there; null when it never was.</param>
/// <param name="Events">How many events came.</param>
internal sealed record LineEnd(ConnectionEnd End, DateTimeOffset? ReadyAt, int Events);
