namespace PaperBot.DiscordSurface.Messages;

/// <summary>How far a message is the bot's affair.</summary>
internal enum Concern
{
    /// <summary>Somebody talks to somebody else, or is no person.</summary>
    None,

    /// <summary>Only where the bot reads everything: its own threads and the question channels.</summary>
    InItsPlaces,

    /// <summary>Somebody talks to the bot.</summary>
    Addressed,

    /// <summary>Somebody talks to the bot, and Discord does not show it what.</summary>
    Unreadable,
}

/// <summary>Tells from a message alone how far it is the bot's affair.</summary>
internal static class Concerns
{
    /// <summary>Looks at kind, author and whom it is for.</summary>
    public static Concern Of(DiscordMessage message, Snowflake me)
    {
        if (message.Author.Bot || message.WebhookId is not null || message.Type is not (MessageType.Default or MessageType.Reply))
        {
            return Concern.None;
        }

        var isDirect = message.GuildId is null;
        var isReply = message is { Type: MessageType.Reply, ReferencedMessage: { } answered } && answered.Author.Id == me;
        if (!isDirect && !isReply && message.Mentions.All(u => u.Id != me))
        {
            return Concern.InItsPlaces;
        }

        // A reply without a ping, or to the answer of a slash command, comes without its text.
        return !isDirect && message.Content.Length == 0 && message.Attachments.Count == 0 ? Concern.Unreadable : Concern.Addressed;
    }
}
