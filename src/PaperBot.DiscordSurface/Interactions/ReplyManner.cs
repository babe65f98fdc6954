namespace PaperBot.DiscordSurface.Interactions;

/// <summary>How the reply to an interaction is shown.</summary>
/// <param name="IsPrivate">For the person alone. Settled before the reply is known: Discord lets nobody change it later.</param>
/// <param name="MayShare">With a button that shows it to everybody; of private replies in servers.</param>
/// <param name="TurnsPage">In the place of the message whose button was pressed.</param>
internal sealed record ReplyManner(bool IsPrivate, bool MayShare = false, bool TurnsPage = false)
{
    /// <summary>The question, which Discord shows nobody, and which readers of its answer miss. Null where there is none.</summary>
    public string? Asked { get; init; }
}
