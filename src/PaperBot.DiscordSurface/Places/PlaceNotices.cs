using Microsoft.Extensions.Logging;
using PaperBot.Digests;

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
                $"left {guild.Id}", Known(guild.OwnerId),
                $"I was removed from the server “{guild.Name}”, so its digest does not come any more. After adding me again, "
                + "`/digest schedule` starts it anew.", cancellationToken).ConfigureAwait(false);
            Over($"left {guild.Id}");
        }
    }

    /// <summary>The bot was removed from a channel's server while it was not connected.</summary>
    public async Task ServerGoneAsync(Snowflake channel, CancellationToken cancellationToken)
    {
        if (await StopDigestAsync(channel, cancellationToken).ConfigureAwait(false))
        {
            await TellAsync(
                $"gone {channel}", Known(null),
                $"I am no longer in the server of channel {channel}, to which a digest came, so that digest does not come "
                + "any more. After adding me again, `/digest schedule` starts it anew.", cancellationToken).ConfigureAwait(false);
            Over($"gone {channel}");
        }
    }

    /// <summary>A channel or thread is gone.</summary>
    public async Task ChannelGoneAsync(Snowflake channel, Snowflake? guild, string? name, CancellationToken cancellationToken)
    {
        if (await StopDigestAsync(channel, cancellationToken).ConfigureAwait(false))
        {
            await TellAsync(
                $"gone {channel}", Known(guild is { } id ? places.Guild(id)?.OwnerId : null),
                $"The channel {(name is null ? channel.ToString() : "#" + name)}, to which a digest came, is gone, so that digest "
                + "does not come any more. In another channel, `/digest schedule` starts one.", cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>The bot cannot do its work in a channel.</summary>
    /// <param name="channel">Where.</param>
    /// <param name="sentence">What is wrong and what to do.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task MayNotWriteAsync(Snowflake channel, string sentence, CancellationToken cancellationToken) =>
        TellAsync($"rights {channel}", () => OwnerAsync(channel, cancellationToken), sentence, cancellationToken);

    /// <summary>The server's filter stops what the bot writes in a channel, or parts of it.</summary>
    public Task FilteredAsync(Snowflake channel, string sentence, CancellationToken cancellationToken) =>
        TellAsync($"filter {channel}", () => OwnerAsync(channel, cancellationToken), sentence, cancellationToken);

    /// <summary>The bot wrote in a channel: what was wrong there is over.</summary>
    public void Wrote(Snowflake channel) => Over($"rights {channel}");

    private static Func<Task<Snowflake?>> Known(Snowflake? owner) => () => Task.FromResult(owner);

    // Asked for, because a digest may fail before Discord has told of its server.
    private async Task<Snowflake?> OwnerAsync(Snowflake channel, CancellationToken cancellationToken)
    {
        try
        {
            return (await places.ChannelAsync(channel, cancellationToken).ConfigureAwait(false)).GuildId is { } id
                ? (places.Guild(id) ?? await transport.GuildAsync(id, cancellationToken).ConfigureAwait(false)).OwnerId
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

    // Once into the log, and once to the owner, as soon as the owner is known.
    private async Task TellAsync(string what, Func<Task<Snowflake?>> person, string sentence, CancellationToken cancellationToken)
    {
        if (told.First(what))
        {
            LogTold(sentence);
        }

        if (told.Knows(OfOwner(what)) || await person().ConfigureAwait(false) is not { } owner || !told.First(OfOwner(what)))
        {
            return;
        }

        try
        {
            var direct = await transport.OpenDirectAsync(owner, cancellationToken).ConfigureAwait(false);
            await transport.SendAsync(direct.Id, OutgoingMessage.Text(sentence), cancellationToken).ConfigureAwait(false);
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
