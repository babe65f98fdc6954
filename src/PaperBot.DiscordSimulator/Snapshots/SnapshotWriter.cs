using PaperBot.DiscordSimulator.Interactions;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Snapshots;

/// <summary>Takes a world down as plain values.</summary>
internal static class SnapshotWriter
{
    /// <summary>
    /// The state of all that is there. It shares JSON with the living world, so whoever takes it keeps the world's gate until it is
    /// written out.
    /// </summary>
    public static WorldState Of(SimulatedDiscord discord)
    {
        var world = discord.World;
        var bot = world.Bot;
        return new WorldState(
            world.Ids.Last,
            new BotState(
                bot.Id, bot.User.Id, bot.Token, bot.MessageContent, bot.ServerMembers, bot.Presences, bot.HasInteractionsEndpoint),
            [.. world.People.Select(p => new PersonState(p.Id, p.Name, p.IsBot, p.Locale, p.RefusesDirectMessages))],
            [.. world.Guilds.Select(Of)],
            [.. world.Channels.Select(c => Of(c, world))],
            [.. world.Uploads.Select(Of)],
            [.. discord.Commands.All.Select(c => new CommandState(c.Id, c.Version, c.Definition, c.Guild))],
            [.. discord.Interactions.Open.Where(i => IsWorthKeeping(i, world)).Select(Of)]);
    }

    /// <summary>The files that a state names, each once, with their bytes.</summary>
    public static IReadOnlyCollection<Attachment> FilesOf(DiscordWorld world) =>
    [
        .. world.Channels.SelectMany(c => c.Messages).SelectMany(m => m.Earlier.Append(m.Body)).SelectMany(b => b.Attachments)
            .Concat(world.Uploads).DistinctBy(a => a.Id),
    ];

    private static GuildState Of(Guild guild) => new(
        guild.Id, guild.Name, guild.Owner.Id, guild.Locale, guild.Available,
        [.. guild.Roles.Select(r => new RoleState(r.Id, r.Name, r.Position, r.Permissions, r.Mentionable))],
        [.. guild.Members.Values.Select(m => new MemberState(m.Person.Id, m.JoinedAt, [.. m.Roles.Select(r => r.Id)]))],
        [.. guild.Channels.Select(c => c.Id)]);

    private static ChannelState Of(Channel channel, DiscordWorld world) => new(
        channel.Id, channel.Kind, channel.Name, [.. channel.Recipients.Select(p => p.Id)], [.. channel.Overwrites],
        channel.SlowModeSeconds, channel.Archived, channel.Locked, channel.AutoArchiveMinutes, channel.ArchiveChangedAt,
        [.. channel.Messages.Select(m => Of(m, world))], channel.Topic, channel.Guild?.Id, channel.Parent?.Id, channel.Owner?.Id);

    // The thread of a message may have been deleted; Discord does not name it any more then.
    private static MessageState Of(Message message, DiscordWorld world) => new(
        message.Id, message.Author.Id, message.Kind, Of(message.Body), [.. message.Earlier.Select(Of)],
        [.. message.Reactions.Select(r => new ReactionState(r.Key, [.. r.Value.Select(p => p.Id)]))],
        message.EditedAt, message.OnlyFor?.Id, message.RepliesTo, message.Nonce, Of(message.Answers),
        message.Thread is { } thread ? world.FindChannel(thread.Id)?.Id : null);

    private static BodyState Of(MessageBody body) => new(
        body.Content, body.Embeds, body.Components, [.. body.Attachments.Select(Of)], body.Flags,
        [.. body.Pings.People.Select(p => p.Id)], [.. body.Pings.Roles.Select(r => r.Id)], body.Pings.Everyone);

    private static AttachmentState Of(Attachment file) =>
        new(file.Id, file.FileName, file.ContentType, file.Bytes.Length, file.Description);

    private static AnswerState? Of(AnswerTo? answers) => answers is null
        ? null
        : new AnswerState(
            answers.Interaction, answers.Type, answers.Person.Id, answers.CommandName, answers.OfMessage, Of(answers.TriggeredBy));

    // What nobody answered is refused after three seconds, and what is older than its token after that: neither outlasts a restart.
    private static bool IsWorthKeeping(Interaction interaction, DiscordWorld world) =>
        interaction.Acknowledged is not (Acknowledgement.None or Acknowledgement.Choices)
        && interaction.At + Interaction.Life > world.Now && world.FindChannel(interaction.Channel.Id) is not null;

    private static InteractionState Of(Interaction interaction) => new(
        interaction.Id, interaction.Kind, interaction.Person.Id, interaction.Channel.Id, interaction.Data, interaction.Token,
        interaction.Acknowledged, [.. interaction.FollowUps.Where(m => !m.IsDeleted).Select(m => m.Id)], interaction.Command?.Id,
        Standing(interaction.Source), interaction.OpenedBy?.Id, Standing(interaction.Original), interaction.Modal);

    private static ulong? Standing(Message? message) => message is { IsDeleted: false } ? message.Id : null;
}
