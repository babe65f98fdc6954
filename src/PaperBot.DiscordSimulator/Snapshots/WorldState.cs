using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Interactions;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Snapshots;

/// <summary>
/// Everything in a simulated Discord that a restart must not lose, as plain values that name each other by id. The bytes of files
/// are kept apart from it, because they are large and never change.
/// </summary>
/// <param name="LastId">The newest id that was given.</param>
/// <param name="Bot">The application under test.</param>
/// <param name="People">All accounts, the bot's among them.</param>
/// <param name="Guilds">The servers.</param>
/// <param name="Channels">Channels, threads and private conversations with their messages.</param>
/// <param name="Uploads">Files given to commands that stand at no message.</param>
/// <param name="Commands">What the bot registered.</param>
/// <param name="Interactions">Those answered whose tokens may still be good.</param>
internal sealed record WorldState(
    ulong LastId, BotState Bot, IReadOnlyList<PersonState> People, IReadOnlyList<GuildState> Guilds,
    IReadOnlyList<ChannelState> Channels, IReadOnlyList<AttachmentState> Uploads, IReadOnlyList<CommandState> Commands,
    IReadOnlyList<InteractionState> Interactions);

/// <summary>The application, its token and its switches.</summary>
internal sealed record BotState(
    ulong Id, ulong User, string Token, bool MessageContent, bool ServerMembers, bool Presences, bool HasInteractionsEndpoint);

/// <summary>An account.</summary>
internal sealed record PersonState(ulong Id, string Name, bool IsBot, string Locale, bool RefusesDirectMessages);

/// <summary>A server; the first role is the one everybody has, and channels are in the order people see.</summary>
internal sealed record GuildState(
    ulong Id, string Name, ulong Owner, string Locale, bool Available, IReadOnlyList<RoleState> Roles,
    IReadOnlyList<MemberState> Members, IReadOnlyList<ulong> Channels);

/// <summary>A role of a server.</summary>
internal sealed record RoleState(ulong Id, string Name, int Position, Permissions Permissions, bool Mentionable);

/// <summary>A person in a server.</summary>
internal sealed record MemberState(ulong Person, DateTimeOffset JoinedAt, IReadOnlyList<ulong> Roles);

/// <summary>A place for messages, oldest message first.</summary>
internal sealed record ChannelState(
    ulong Id, ChannelKind Kind, string Name, IReadOnlyList<ulong> Recipients, IReadOnlyList<Overwrite> Overwrites,
    int SlowModeSeconds, bool Archived, bool Locked, int AutoArchiveMinutes, DateTimeOffset ArchiveChangedAt,
    IReadOnlyList<MessageState> Messages, string? Topic = null, ulong? Guild = null, ulong? Parent = null, ulong? Owner = null);

/// <summary>A message as it stands, and as it stood before each edit.</summary>
internal sealed record MessageState(
    ulong Id, ulong Author, MessageKind Kind, BodyState Body, IReadOnlyList<BodyState> Earlier,
    IReadOnlyList<ReactionState> Reactions, DateTimeOffset? EditedAt = null, ulong? OnlyFor = null, ulong? RepliesTo = null,
    JsonNode? Nonce = null, AnswerState? Answers = null, ulong? Thread = null);

/// <summary>What the author of a message decided.</summary>
internal sealed record BodyState(
    string Content, JsonArray Embeds, JsonArray Components, IReadOnlyList<AttachmentState> Attachments, MessageFlags Flags,
    IReadOnlyList<ulong> PingedPeople, IReadOnlyList<ulong> PingedRoles, bool PingsEveryone);

/// <summary>A file without its bytes, of which only the number is said.</summary>
internal sealed record AttachmentState(ulong Id, string FileName, string ContentType, int Size, string? Description = null);

/// <summary>Who reacted with an emoji, in the order in which they did.</summary>
internal sealed record ReactionState(string Emoji, IReadOnlyList<ulong> People);

/// <summary>The interaction a message answers.</summary>
internal sealed record AnswerState(
    ulong Interaction, int Type, ulong Person, string? CommandName = null, ulong? OfMessage = null,
    AnswerState? TriggeredBy = null);

/// <summary>A registered command.</summary>
internal sealed record CommandState(ulong Id, ulong Version, JsonObject Definition, ulong? Guild = null);

/// <summary>An interaction that was answered; its messages are those of its channel.</summary>
internal sealed record InteractionState(
    ulong Id, InteractionKind Kind, ulong Person, ulong Channel, JsonObject Data, string Token, Acknowledgement Acknowledged,
    IReadOnlyList<ulong> FollowUps, ulong? Command = null, ulong? Source = null, ulong? OpenedBy = null, ulong? Original = null,
    JsonObject? Modal = null);

/// <summary>A world to go on with.</summary>
/// <param name="State">All but the bytes of files.</param>
/// <param name="BytesOf">Gives the bytes of a file; throws <see cref="DamagedSnapshot"/> when they are gone.</param>
internal sealed record SavedWorld(WorldState State, Func<AttachmentState, byte[]> BytesOf);

/// <summary>What was saved does not fit together; the sentence says what does not.</summary>
internal sealed class DamagedSnapshot(string sentence) : Exception(sentence);
