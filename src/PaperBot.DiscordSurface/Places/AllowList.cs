using Microsoft.Extensions.Options;
using PaperBot.Localisation;
using PaperBot.Text;

namespace PaperBot.DiscordSurface.Places;

/// <summary>Where the bot answers and whom, by the settings. Direct messages are answered while nothing is restricted.</summary>
internal sealed class AllowList(IOptions<DiscordOptions> options, KnownPlaces places)
{
    private readonly IReadOnlySet<Snowflake> servers = IdList.Read(options.Value.Servers);
    private readonly IReadOnlySet<Snowflake> channels = IdList.Read(options.Value.Channels);
    private readonly IReadOnlySet<Snowflake> roles = IdList.Read(options.Value.Roles);

    /// <summary>Null when somebody is answered; otherwise what they are told.</summary>
    /// <param name="guild">The server; null in direct messages.</param>
    /// <param name="channel">The channel or thread.</param>
    /// <param name="parent">A thread's channel.</param>
    /// <param name="held">The person's roles.</param>
    /// <param name="say">The person's language.</param>
    public string? Refusal(
        Snowflake? guild, Snowflake channel, Snowflake? parent, IReadOnlyList<Snowflake> held, Phrases say)
    {
        if (guild is not { } server)
        {
            return servers.Count + channels.Count + roles.Count == 0 ? null : say.Of(SurfacePhrase.OnlyInServers);
        }

        if (servers.Count > 0 && !servers.Contains(server))
        {
            return say.Of(SurfacePhrase.NotThisServer);
        }

        if (channels.Count > 0 && !channels.Contains(channel) && !(parent is { } over && channels.Contains(over)))
        {
            var others = string.Join(", ", channels.Order().Take(5).Select(c => Name(c, say)));
            return say.Of(SurfacePhrase.NotThisChannel, others);
        }

        return roles.Count > 0 && !held.Any(roles.Contains) ? say.Of(SurfacePhrase.NotThisPerson) : null;
    }

    // A mention of the channel would be taken for a paper's and stand there as text.
    private string Name(Snowflake channel, Phrases say) => places.Channel(channel)?.Name is { Length: > 0 } name
        ? $"#{Markdown.Literal(name)}" : say.Of(SurfacePhrase.UnnamedChannel, channel);
}
