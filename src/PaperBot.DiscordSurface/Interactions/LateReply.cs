using PaperBot.DiscordSurface.Posts;
using PaperBot.Localisation;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>A reply that Discord no longer takes as an answer, as a message of its own for everybody.</summary>
internal static class LateReply
{
    /// <summary>Whether the bot may write where it was asked.</summary>
    public static bool IsPossible(DiscordInteraction interaction) =>
        interaction is { ChannelId: not null, IsUserInstalled: false }
        && (interaction.GuildId is null || (interaction.AppPermissions ?? DiscordPermissions.None).HasFlag(
            interaction.Channel?.IsThread == true ? DiscordPermissions.SendMessagesInThreads : DiscordPermissions.SendMessages));

    /// <summary>The message, which names who asked without calling them.</summary>
    public static OutgoingMessage Of(DiscordInteraction interaction, ChatPost post, KeptActions kept) =>
        OutgoingPosts.Under(Say(interaction).Of(SurfacePhrase.For, $"<@{interaction.User.Id}>"), post, kept, Say(interaction));

    // Everybody reads it.
    private static Phrases Say(DiscordInteraction interaction) => Phrases.For(interaction.GuildLocale ?? interaction.Locale);

    /// <summary>Sends it.</summary>
    /// <returns>The message's id.</returns>
    public static async Task<Snowflake> SendAsync(
        IDiscordTransport discord, DiscordInteraction interaction, ChatPost post, KeptActions kept,
        CancellationToken cancellationToken)
    {
        var body = Of(interaction, post, kept);
        var sent = await discord.SendAsync(interaction.ChannelId!.Value, body, cancellationToken).ConfigureAwait(false);
        return sent.Id;
    }
}
