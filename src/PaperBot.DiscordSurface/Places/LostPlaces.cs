using PaperBot.Digests;

namespace PaperBot.DiscordSurface.Places;

/// <summary>
/// Finds, when a session begins, the digests whose channels went while nobody listened: the bot was removed from their server, or
/// the channel was deleted. A server that has an outage is waited for.
/// </summary>
internal sealed class LostPlaces(IDiscordTransport transport, KnownPlaces places, DigestPlans plans, PlaceNotices notices)
{
    private readonly Lock gate = new();
    private HashSet<Snowflake> awaited = [];

    /// <summary>A session begins; its servers are told of one by one.</summary>
    /// <returns>True when there is none to wait for.</returns>
    public bool Begin(IReadOnlyList<Snowflake> servers)
    {
        lock (gate)
        {
            awaited = [.. servers];
            return awaited.Count == 0;
        }
    }

    /// <summary>A server was told of.</summary>
    /// <returns>True when it was the last of the session.</returns>
    public bool Arrived(Snowflake server)
    {
        lock (gate)
        {
            return awaited.Remove(server) && awaited.Count == 0;
        }
    }

    /// <summary>Switches off the digests that cannot come any more.</summary>
    /// <exception cref="DiscordException">Discord could not be asked; nothing is switched off for that.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var plan in await plans.AllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (plan.Enabled && Snowflake.TryParse(plan.Channel, out var channel) && places.Channel(channel) is null)
            {
                await LookAsync(channel, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task LookAsync(Snowflake channel, CancellationToken cancellationToken)
    {
        try
        {
            await transport.ChannelAsync(channel, cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordException gone) when (gone is { Kind: DiscordErrorKind.Refused, Code: DiscordErrorCode.UnknownChannel })
        {
            await notices.ChannelGoneAsync(channel, null, null, cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordException unseen) when (unseen is { Kind: DiscordErrorKind.Refused, Code: DiscordErrorCode.MissingAccess })
        {
            // Hidden from the bot, or of a server that it is no longer in.
            if (!await IsInAServerAsync(channel, cancellationToken).ConfigureAwait(false))
            {
                await notices.ServerGoneAsync(channel, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> IsInAServerAsync(Snowflake channel, CancellationToken cancellationToken)
    {
        foreach (var server in places.Guilds)
        {
            var channels = await transport.GuildChannelsAsync(server, cancellationToken).ConfigureAwait(false);
            if (channels.Any(c => c.Id == channel))
            {
                return true;
            }
        }

        return false;
    }
}
