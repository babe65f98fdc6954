using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Rest;

/// <summary>Finds what a request names, as far as the bot may see it.</summary>
internal sealed class Places(DiscordWorld world)
{
    public DiscordWorld World => world;

    public Person Bot => world.Bot.User;

    /// <summary>A guild the bot is in.</summary>
    public Guild Guild(RestRequest request) =>
        world.GuildsOfBot.FirstOrDefault(g => g.Id == request.Id("guild_id")) ?? throw RefusedRequest.UnknownGuild();

    /// <summary>A channel that exists and that the bot may see.</summary>
    public Channel Channel(RestRequest request)
    {
        var channel = world.FindChannel(request.Id("channel_id")) ?? throw RefusedRequest.UnknownChannel();
        return Access.In(channel, Bot).HasFlag(Permissions.ViewChannel) && channel.Guild is not { Available: false }
            ? channel
            : throw RefusedRequest.MissingAccess();
    }

    /// <summary>A message of the channel. Private answers are found by the token of their interaction only.</summary>
    public static Message Message(Channel channel, ulong id) =>
        channel.Find(id) is { IsEphemeral: false } message ? message : throw RefusedRequest.UnknownMessage();

    /// <summary>Refuses the request unless the bot has the permissions in the channel.</summary>
    public void Require(Channel channel, Permissions permissions)
    {
        if (!Access.In(channel, Bot).HasFlag(permissions))
        {
            throw RefusedRequest.MissingPermissions();
        }
    }
}
