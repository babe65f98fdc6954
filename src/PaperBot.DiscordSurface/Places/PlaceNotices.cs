using Microsoft.Extensions.Logging;
using PaperBot.Digests;
using PaperBot.Localisation;

namespace PaperBot.DiscordSurface.Places;

/// <summary>
/// What those who look after a server have to know: it is logged, and sent to the server's owner as a direct message where
/// possible, each thing once. A digest whose channel is gone is switched off.
/// </summary>
internal sealed partial class PlaceNotices(
    IDiscordTransport transport, KnownPlaces places, DigestPlans plans, ToldAdministrators told, ILogger<PlaceNotices> logger)
{
    /// <summary>The bot is no longer in a server.</summary>
    /// <param name="guild">As it was last known; null when it never was.</param>
    /// <param name="channels">Its channels as they were last known.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task ServerLeftAsync(
        DiscordGuild? guild, IReadOnlyList<Snowflake> channels, CancellationToken cancellationToken)
    {
        var stopped = 0;
        foreach (var channel in channels)
        {
            stopped += await StopDigestAsync(channel, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        if (guild is not null && stopped > 0)
        {
            await TellAsync(
                $"left {guild.Id}", Known(guild), say => say.Of(SurfacePhrase.LeftServer, guild.Name), cancellationToken)
                .ConfigureAwait(false);
            Over($"left {guild.Id}");
        }
    }

    /// <summary>The bot was removed from a channel's server while it was not connected.</summary>
    public async Task ServerGoneAsync(Snowflake channel, CancellationToken cancellationToken)
    {
        if (await StopDigestAsync(channel, cancellationToken).ConfigureAwait(false))
        {
            await TellAsync(
                $"gone {channel}", Known(null), say => say.Of(SurfacePhrase.ServerGone, channel), cancellationToken)
                .ConfigureAwait(false);
            Over($"gone {channel}");
        }
    }

    /// <summary>A channel or thread is gone.</summary>
    public async Task ChannelGoneAsync(Snowflake channel, Snowflake? guild, string? name, CancellationToken cancellationToken)
    {
        if (await StopDigestAsync(channel, cancellationToken).ConfigureAwait(false))
        {
            await TellAsync(
                $"gone {channel}", Known(guild is { } id ? places.Guild(id) : null),
                say => say.Of(SurfacePhrase.ChannelGone, name is null ? channel.ToString() : "#" + name), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>The bot cannot do its work in a channel.</summary>
    /// <param name="channel">Where.</param>
    /// <param name="sentence">What is wrong and what to do.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task MayNotWriteAsync(Snowflake channel, Func<Phrases, string> sentence, CancellationToken cancellationToken) =>
        TellAsync($"rights {channel}", () => GuildAsync(channel, cancellationToken), sentence, cancellationToken);

    /// <summary>The server's filter stops what the bot writes in a channel, or parts of it.</summary>
    public Task FilteredAsync(Snowflake channel, Func<Phrases, string> sentence, CancellationToken cancellationToken) =>
        TellAsync($"filter {channel}", () => GuildAsync(channel, cancellationToken), sentence, cancellationToken);

    /// <summary>The bot wrote in a channel: what was wrong there is over.</summary>
    public void Wrote(Snowflake channel) => Over($"rights {channel}");

    private static Func<Task<DiscordGuild?>> Known(DiscordGuild? guild) => () => Task.FromResult(guild);

    // Asked for, because a digest may fail before Discord has told of its server.
    private async Task<DiscordGuild?> GuildAsync(Snowflake channel, CancellationToken cancellationToken)
    {
        try
        {
            return (await places.ChannelAsync(channel, cancellationToken).ConfigureAwait(false)).GuildId is { } id
                ? places.Guild(id) ?? await transport.GuildAsync(id, cancellationToken).ConfigureAwait(false)
                : null;
        }
        catch (DiscordException unknown)
        {
            LogNotSent(unknown.Message);
            return null;
        }
    }

    private async Task<bool> StopDigestAsync(Snowflake channel, CancellationToken cancellationToken)
    {
        var plan = await plans.OfAsync(channel.ToString(), cancellationToken).ConfigureAwait(false);
        if (!plan.Enabled)
        {
            return false;
        }

        await plans.ChangeAsync(channel.ToString(), wishes => wishes with { Enabled = false }, cancellationToken)
            .ConfigureAwait(false);
        return true;
    }

    // Once into the log, in English, and once to the owner in the server's language, as soon as the owner is known.
    private async Task TellAsync(
        string what, Func<Task<DiscordGuild?>> guild, Func<Phrases, string> sentence, CancellationToken cancellationToken)
    {
        if (told.First(what))
        {
            LogTold(sentence(Phrases.English));
        }

        if (told.Knows(OfOwner(what)) || await guild().ConfigureAwait(false) is not { OwnerId: { } owner } server
            || !told.First(OfOwner(what)))
        {
            return;
        }

        try
        {
            var direct = await transport.OpenDirectAsync(owner, cancellationToken).ConfigureAwait(false);
            var words = OutgoingMessage.Text(sentence(KnownLocales.Of(server)));
            await transport.SendAsync(direct.Id, words, cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordException failed)
        {
            // Owners may refuse direct messages; the log has it.
            LogNotSent(failed.Message);
        }
    }

    private static string OfOwner(string what) => $"owner {what}";

    private void Over(string what)
    {
        told.Over(what);
        told.Over(OfOwner(what));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private partial void LogTold(string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "The server's owner could not be told directly: {Reason}")]
    private partial void LogNotSent(string reason);
}
