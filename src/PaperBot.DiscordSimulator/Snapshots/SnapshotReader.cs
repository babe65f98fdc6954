using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Interactions;
using PaperBot.DiscordSimulator.Rest;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Snapshots;

/// <summary>Makes a living world of a saved one.</summary>
internal sealed class SnapshotReader
{
    private readonly SavedWorld saved;
    private readonly Dictionary<ulong, Person> people = [];
    private readonly Dictionary<ulong, Guild> guilds = [];
    private readonly Dictionary<ulong, Role> roles = [];
    private readonly Dictionary<ulong, Channel> channels = [];
    private readonly Dictionary<ulong, Attachment> files = [];

    /// <summary>Reads it.</summary>
    /// <exception cref="DamagedSnapshot">Something is named that is nowhere, or stands there twice.</exception>
    public SnapshotReader(SavedWorld saved, TimeProvider clock)
    {
        this.saved = saved;
        var state = saved.State;
        Add(people, state.People, p => p.Id, "person", p => new Person(p.Id, p.Name, p.IsBot)
        {
            Locale = p.Locale, RefusesDirectMessages = p.RefusesDirectMessages,
        });
        var bot = new BotApplication(state.Bot.Id, Known(people, state.Bot.User, "person"))
        {
            Token = state.Bot.Token, MessageContent = state.Bot.MessageContent, ServerMembers = state.Bot.ServerMembers,
            Presences = state.Bot.Presences, HasInteractionsEndpoint = state.Bot.HasInteractionsEndpoint,
        };
        World = new DiscordWorld(clock, bot, state.LastId);
        Add(guilds, state.Guilds, g => g.Id, "server", Read);

        // A thread names the channel it hangs on.
        Add(channels, [.. state.Channels.Where(c => c.Parent is null)], c => c.Id, "channel", Read);
        Add(channels, [.. state.Channels.Where(c => c.Parent is not null)], c => c.Id, "channel", Read);
        foreach (var guild in state.Guilds)
        {
            guilds[guild.Id].Channels.AddRange(guild.Channels.Select(c => Known(channels, c, "channel")));
        }

        foreach (var channel in state.Channels)
        {
            channels[channel.Id].Messages.AddRange(channel.Messages.Select(m => Read(m, channels[channel.Id])));
        }

        people.Values.ToList().ForEach(World.Settle);
        guilds.Values.ToList().ForEach(World.Settle);
        state.Channels.Select(c => channels[c.Id]).ToList().ForEach(World.Settle);
        state.Uploads.Select(Read).ToList().ForEach(World.Settle);
    }

    public DiscordWorld World { get; }

    /// <summary>Puts the rest where it belongs: registered commands, answered interactions, and nonces that were used lately.</summary>
    public void Settle(CommandRegistry commands, InteractionDesk desk, Nonces nonces)
    {
        foreach (var command in saved.State.Commands)
        {
            commands.Settle(new RegisteredCommand(command.Id, command.Guild, command.Version, Free(command.Definition)));
        }

        foreach (var interaction in saved.State.Interactions)
        {
            desk.Settle(Read(interaction, commands, desk));
        }

        channels.Values.SelectMany(c => c.Messages).Where(m => m.Nonce is not null).OrderBy(m => m.Id).ToList()
            .ForEach(nonces.Settle);
    }

    private Guild Read(GuildState state)
    {
        var owner = Known(people, state.Owner, "person");
        var guild = new Guild(state.Id, state.Name, owner, default) { Locale = state.Locale, Available = state.Available };
        Add(roles, state.Roles, r => r.Id, "role", r =>
        {
            var role = r.Id == guild.Id ? guild.Everyone : new Role(r.Id, r.Name, r.Position);
            (role.Permissions, role.Mentionable) = (r.Permissions, r.Mentionable);
            return role;
        });
        guild.Roles.AddRange(state.Roles.Where(r => r.Id != guild.Id).Select(r => roles[r.Id]));
        guild.Members.Clear();
        foreach (var member in state.Members)
        {
            var read = guild.Members[member.Person] = new Member(Known(people, member.Person, "person"), member.JoinedAt);
            read.Roles.AddRange(member.Roles.Select(r => Known(roles, r, "role")));
        }

        return guild;
    }

    private Channel Read(ChannelState state)
    {
        var channel = new Channel(state.Id, state.Kind, state.Name)
        {
            Topic = state.Topic, Guild = Known(guilds, state.Guild, "server"), Parent = Known(channels, state.Parent, "channel"),
            Owner = Known(people, state.Owner, "person"), SlowModeSeconds = state.SlowModeSeconds, Archived = state.Archived,
            Locked = state.Locked, AutoArchiveMinutes = state.AutoArchiveMinutes, ArchiveChangedAt = state.ArchiveChangedAt,
        };
        channel.Recipients.AddRange(state.Recipients.Select(p => Known(people, p, "person")));
        channel.Overwrites.AddRange(state.Overwrites);
        return channel;
    }

    private Message Read(MessageState state, Channel channel)
    {
        var message = new Message(state.Id, channel, Known(people, state.Author, "person"), state.Kind, Read(state.Body))
        {
            EditedAt = state.EditedAt, OnlyFor = Known(people, state.OnlyFor, "person"), RepliesTo = state.RepliesTo,
            Nonce = state.Nonce is { } nonce ? Free(nonce) : null, Answers = Read(state.Answers),
            Thread = Known(channels, state.Thread, "channel"),
        };
        message.Earlier.AddRange(state.Earlier.Select(Read));
        foreach (var reaction in state.Reactions)
        {
            message.Reactions[reaction.Emoji] = [.. reaction.People.Select(p => Known(people, p, "person"))];
        }

        return message;
    }

    private MessageBody Read(BodyState state) => new(state.Content)
    {
        Embeds = Free(state.Embeds), Components = Free(state.Components), Attachments = [.. state.Attachments.Select(Read)],
        Flags = state.Flags,
        Pings = new Pings(
            [.. state.PingedPeople.Select(p => Known(people, p, "person"))],
            [.. state.PingedRoles.Select(r => Known(roles, r, "role"))], state.PingsEveryone),
    };

    // An edit keeps the files of the message, so one file may be named many times.
    private Attachment Read(AttachmentState state)
    {
        if (!files.TryGetValue(state.Id, out var file))
        {
            var bytes = saved.BytesOf(state);
            file = bytes.Length == state.Size
                ? new Attachment(state.Id, state.FileName, state.ContentType, bytes, state.Description)
                : throw new DamagedSnapshot($"the file {state.Id} has {bytes.Length} bytes in place of {state.Size}");
            files[state.Id] = file;
        }

        return file;
    }

    private AnswerTo? Read(AnswerState? state) => state is null
        ? null
        : new AnswerTo(
            state.Interaction, state.Type, Known(people, state.Person, "person"), state.CommandName, state.OfMessage,
            Read(state.TriggeredBy));

    private Interaction Read(InteractionState state, CommandRegistry commands, InteractionDesk desk)
    {
        var channel = Known(channels, state.Channel, "channel");
        var read = new Interaction(
            state.Id, state.Kind, Known(people, state.Person, "person"), channel, Free(state.Data), state.Token)
        {
            Command = commands.All.FirstOrDefault(c => c.Id == state.Command), Source = Find(state.Source),
            OpenedBy = state.OpenedBy is { } opener ? desk.Find(opener) : null, Acknowledged = state.Acknowledged,
            Original = Find(state.Original), Modal = state.Modal is { } modal ? Free(modal) : null,
        };
        read.FollowUps.AddRange(state.FollowUps.Select(m => Find(m)!));
        return read;

        Message? Find(ulong? id) => id is not { } known
            ? null
            : channel.Find(known) ?? throw new DamagedSnapshot($"an interaction names the message {known}, which is nowhere");
    }

    // Two readers of one JSON document would get into each other's way, and a node has one parent.
    private static T Free<T>(T node)
        where T : JsonNode => (T)node.DeepClone();

    private static void Add<TState, T>(
        Dictionary<ulong, T> to, IReadOnlyList<TState> states, Func<TState, ulong> id, string what, Func<TState, T> read)
    {
        foreach (var state in states)
        {
            if (!to.TryAdd(id(state), read(state)))
            {
                throw new DamagedSnapshot($"the {what} {id(state)} stands there twice");
            }
        }
    }

    private static T? Known<T>(Dictionary<ulong, T> all, ulong? id, string what)
        where T : class => id is { } given ? Known(all, given, what) : null;

    private static T Known<T>(Dictionary<ulong, T> all, ulong id, string what) => all.TryGetValue(id, out var found)
        ? found
        : throw new DamagedSnapshot($"the {what} {id} is named and stands nowhere");
}
