using Microsoft.Extensions.Logging;
using PaperBot.DiscordSurface.Posts;
using PaperBot.Localisation;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>Shows a private reply to everybody, once, in the name of who shares it.</summary>
internal sealed partial class Sharing(
    IDiscordTransport discord, SharedPosts shared, KeptActions kept, InteractionDesk desk, ILogger<Sharing> logger)
{
    public async Task ShareAsync(DiscordEvent.ComponentUsed used, PressedCode.Share share, CancellationToken cancellationToken)
    {
        var interaction = used.Interaction;
        var say = Phrases.For(interaction.Locale);
        if (!MayWrite(interaction))
        {
            await desk.TellAsync(interaction, SurfacePhrase.MayNotShare, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (Messages(used, share) is not { } messages)
        {
            await desk.TellAsync(interaction, SurfacePhrase.TooOldToShare, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (!shared.TryUse(used.Message.Id))
        {
            var nothing = new InteractionAnswer.DeferredUpdate();
            await discord.AnswerAsync(interaction, nothing, cancellationToken).ConfigureAwait(false);
            return;
        }

        // First the button dies, then the reply is shown: after a stop between both it can be asked for again, never shown twice.
        var spent = new OutgoingMessage { Components = ShareButton.Spent(used.Message.Components, used.CustomId, say) };
        await discord.AnswerAsync(interaction, new InteractionAnswer.Update(spent), cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var message in messages)
            {
                await discord.FollowUpAsync(interaction, message, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DiscordException failed)
        {
            LogFailed(interaction.Id, failed.Message);
            if (failed.Outcome == CallOutcome.NotDone)
            {
                shared.Release(used.Message.Id);
                var again = new OutgoingMessage { Components = used.Message.Components };
                await discord.EditAnswerAsync(interaction, again, cancellationToken).ConfigureAwait(false);
                var sorry = OutgoingPosts.Of(say.Of(SurfacePhrase.NotShared)) with { Flags = MessageFlags.Ephemeral };
                await discord.FollowUpAsync(interaction, sorry, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private List<OutgoingMessage>? Messages(DiscordEvent.ComponentUsed used, PressedCode.Share share)
    {
        // Everybody reads it.
        var heading = Phrases.For(used.Interaction.GuildLocale).Of(SurfacePhrase.SharedBy, $"<@{used.Interaction.User.Id}>");
        if (shared.Find(share.Key) is { Count: > 0 } posts)
        {
            return [.. posts.Select((p, i) => i == 0 ? OutgoingPosts.Under(heading, p, kept) : OutgoingPosts.Of(p, kept))];
        }

        // After a restart the message itself is all there is; of a reply in several it holds only the end.
        return share.Posts != 1 || used.Message.Content.Length == 0 ? null :
        [
            OutgoingPosts.Under(heading, new ChatPost(used.Message.Content)) with
            {
                Components = ShareButton.Without(used.Message.Components, used.CustomId),
            },
        ];
    }

    private static bool MayWrite(DiscordInteraction interaction) => interaction.Member?.Permissions is not { } rights
        || (rights & DiscordPermissions.Administrator) != 0
        || rights.HasFlag(interaction.Channel?.IsThread == true
            ? DiscordPermissions.SendMessagesInThreads : DiscordPermissions.SendMessages);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reply shared by interaction {Id} could not be shown: {Reason}")]
    private partial void LogFailed(Snowflake id, string reason);
}
