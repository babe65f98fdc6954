namespace PaperBot.DiscordSurface;

/// <summary>
/// Somebody used a command, a button, a form. It is answered within 3 seconds of being made, or never; once answered, edits and
/// follow-ups are possible for 15 minutes.
/// </summary>
/// <param name="Id">Its id, which also tells when it was made, by Discord's clock.</param>
/// <param name="ApplicationId">The bot's application.</param>
/// <param name="Token">What answers it; secret.</param>
/// <param name="User">Who.</param>
/// <param name="ReceivedAt">When it reached the bot, by the bot's clock.</param>
public sealed record DiscordInteraction(
    Snowflake Id, Snowflake ApplicationId, Secret Token, DiscordUser User, DateTimeOffset ReceivedAt)
{
    /// <summary>Discord's deadline of the first answer.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);

    /// <summary>How long the token lives after a first answer.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);

    /// <summary>None in direct messages.</summary>
    public Snowflake? GuildId { get; init; }

    public Snowflake? ChannelId { get; init; }

    /// <summary>What Discord sent along of the channel: type, name, a thread's parent.</summary>
    public DiscordChannel? Channel { get; init; }

    /// <summary>The person as a member, with permissions in this channel; none outside servers.</summary>
    public DiscordMember? Member { get; init; }

    /// <summary>What the bot may do in this channel.</summary>
    public DiscordPermissions? AppPermissions { get; init; }

    /// <summary>The person's language, such as <c>de</c> or <c>en-US</c>.</summary>
    public string? Locale { get; init; }

    public string? GuildLocale { get; init; }

    /// <summary>Bytes a file sent in the answer may have.</summary>
    public long? AttachmentSizeLimit { get; init; }

    /// <summary>
    /// True when the bot is not in the server: the person brought it along, and no message outside the answer can be sent.
    /// </summary>
    public bool IsUserInstalled { get; init; }
}

/// <summary>A command as it was called, or as far as it is typed.</summary>
/// <param name="Id">The registered command's id.</param>
/// <param name="Name">Its name as registered, never a translation.</param>
/// <param name="Kind">Typed, or chosen from the menu of a person or a message.</param>
public sealed record DiscordCommandCall(Snowflake Id, string Name, DiscordCommandKind Kind = DiscordCommandKind.ChatInput)
{
    /// <summary>Names of the group and the subcommand, in this order; empty without such.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>What was given, by the names registered. While typing, required ones may be missing.</summary>
    public IReadOnlyList<DiscordArgument> Arguments { get; init; } = [];

    /// <summary>The message of a message's menu.</summary>
    public DiscordMessage? TargetMessage { get; init; }

    /// <summary>The person of a person's menu.</summary>
    public DiscordUser? TargetUser { get; init; }

    /// <summary>The argument being typed.</summary>
    public DiscordArgument? Focused => Arguments.FirstOrDefault(a => a.IsFocused);

    /// <summary>The argument of this name, or null.</summary>
    public DiscordArgument? this[string name] => Arguments.FirstOrDefault(a => a.Name == name);
}

/// <summary>Something a command was told.</summary>
/// <param name="Name">As registered.</param>
/// <param name="Type">What it is.</param>
/// <param name="Value">Text as typed; numbers with a full stop, <c>true</c> or <c>false</c>, ids as decimal numbers. Partial
/// while typing.</param>
/// <param name="IsFocused">Being typed right now.</param>
public sealed record DiscordArgument(string Name, DiscordOptionType Type, string Value, bool IsFocused = false)
{
    /// <summary>The file, when <see cref="Type"/> is one.</summary>
    public DiscordAttachment? Attachment { get; init; }
}

/// <summary>A field of a form that was sent.</summary>
/// <param name="CustomId">As given.</param>
/// <param name="Values">What was chosen, or the one text.</param>
public sealed record ModalField(string CustomId, IReadOnlyList<string> Values)
{
    /// <summary>The text, or the first choice; empty when there is none.</summary>
    public string Text => Values.Count > 0 ? Values[0] : "";
}

/// <summary>The first answer to an interaction.</summary>
public abstract record InteractionAnswer
{
    private InteractionAnswer()
    {
    }

    /// <summary>A message; private when its flags say so.</summary>
    public sealed record Message(OutgoingMessage Body) : InteractionAnswer;

    /// <summary>
    /// “Thinking…” until <see cref="IDiscordTransport.EditAnswerAsync"/>; whether it is private is settled now.
    /// </summary>
    public sealed record Deferred(bool IsPrivate) : InteractionAnswer;

    /// <summary>Changes the message whose button was pressed.</summary>
    public sealed record Update(OutgoingMessage Body) : InteractionAnswer;

    /// <summary>
    /// Changes nothing yet; <see cref="IDiscordTransport.EditAnswerAsync"/> edits the message whose button was pressed.
    /// </summary>
    public sealed record DeferredUpdate : InteractionAnswer;

    /// <summary>What the option being typed may become, at most 25.</summary>
    public sealed record Choices(IReadOnlyList<DiscordChoice> Suggestions) : InteractionAnswer;

    /// <summary>Opens a form; not as the answer to a form.</summary>
    public sealed record Modal(DiscordModal Form) : InteractionAnswer;
}
