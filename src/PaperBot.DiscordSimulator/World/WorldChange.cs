namespace PaperBot.DiscordSimulator.World;

/// <summary>Something that happened in the world, in the order in which it happened.</summary>
internal abstract record WorldChange;

internal sealed record MessageCreated(Message Message) : WorldChange;

internal sealed record MessageEdited(Message Message) : WorldChange;

internal sealed record MessageDeleted(Message Message) : WorldChange;

internal sealed record ReactionChanged(Message Message, Person Person, string Emoji, bool Added) : WorldChange;

/// <summary>Somebody began to type; it shows for ten seconds, or until they write.</summary>
internal sealed record TypingStarted(Channel Channel, Person Person, DateTimeOffset At) : WorldChange;

internal sealed record ChannelCreated(Channel Channel) : WorldChange;

internal sealed record ChannelChanged(Channel Channel) : WorldChange;

internal sealed record ChannelDeleted(Channel Channel) : WorldChange;

internal sealed record RoleChanged(Guild Guild, Role Role, bool IsNew) : WorldChange;

internal sealed record MemberChanged(Guild Guild, Member Member) : WorldChange;

/// <summary>The bot came into a guild, or the guild came back from an outage.</summary>
internal sealed record GuildArrived(Guild Guild) : WorldChange;

/// <summary>The bot left a guild (removed), or the guild has an outage.</summary>
internal sealed record GuildGone(Guild Guild, bool Outage) : WorldChange;
