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
                $"left {guild.Id}", guild.OwnerId,
                say => say.Of(SurfacePhrase.LeftServer, guild.Name), KnownLocales.Of(guild), cancellationToken)
                .ConfigureAwait(false);
            told.Over($"left {guild.Id}");
        }
    }

    /// <summary>A channel or thread is gone.</summary>
    public async Task ChannelGoneAsync(Snowflake channel, Snowflake? guild, string? name, CancellationToken cancellationToken)
    {
        if (await StopDigestAsync(channel, cancellationToken).ConfigureAwait(false))
        {
            await TellAsync(
                $"gone {channel}", Owner(guild),
                say => say.Of(SurfacePhrase.ChannelGone, name is null ? channel.ToString() : "#" + name),
                KnownLocales.Of(guild is { } id ? places.Guild(id) : null), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The bot cannot do its work in a channel.</summary>
    /// <param name="channel">Where.</param>
    /// <param name="sentence">What is wrong and what to do.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task MayNotWriteAsync(Snowflake channel, string sentence, CancellationToken cancellationToken) => TellAsync(
        $"rights {channel}", Owner(places.Channel(channel)?.GuildId), _ => sentence, Phrases.English, cancellationToken);

    /// <summary>The bot wrote in a channel: what was wrong there is over.</summary>
    public void Wrote(Snowflake channel) => told.Over($"rights {channel}");

    private Snowflake? Owner(Snowflake? guild) => guild is { } id ? places.Guild(id)?.OwnerId : null;

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

    private async Task TellAsync(
        string what, Snowflake? person, Func<Phrases, string> sentence, Phrases say, CancellationToken cancellationToken)
    {
        if (!told.First(what))
        {
            return;
        }

        // The log is in English.
        LogTold(sentence(Phrases.English));
        if (person is not { } owner)
        {
            return;
        }

        try
        {
            var direct = await transport.OpenDirectAsync(owner, cancellationToken).ConfigureAwait(false);
            await transport.SendAsync(direct.Id, OutgoingMessage.Text(sentence(say)), cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordException failed)
        {
            // Owners may refuse direct messages; the log has it.
            LogNotSent(failed.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private partial void LogTold(string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "The server's owner could not be told directly: {Reason}")]
    private partial void LogNotSent(string reason);
}
