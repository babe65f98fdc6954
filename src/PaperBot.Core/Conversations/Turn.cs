namespace PaperBot.Conversations;

/// <summary>Who said something.</summary>
public enum Speaker
{
    User,
    Bot,
}

/// <summary>One message of a conversation, as shown.</summary>
/// <param name="Role">Who said it.</param>
/// <param name="Text">The text as posted.</param>
public sealed record Turn(Speaker Role, string Text)
{
    /// <summary>
    /// Ids of the papers it lists, in the order of their printed numbers, where that is known; "the second one" means these.
    /// </summary>
    public IReadOnlyList<string> Papers { get; init; } = [];

    /// <summary>
    /// The person who wrote it, or whom the bot answered with it; null for what the bot said to nobody in particular.
    /// </summary>
    public string? Person { get; init; }
}
