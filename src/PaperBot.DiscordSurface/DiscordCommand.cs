using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace PaperBot.DiscordSurface;

/// <summary>A command as Discord keeps it; sent to register and read back to compare.</summary>
/// <param name="Name">Typed ones in lower case, at most 32 characters; those of menus may have spaces and capitals.</param>
/// <param name="Description">1 to 100 characters; empty for menus.</param>
/// <param name="Type">Typed, or of which menu.</param>
public sealed record DiscordCommand(string Name, string Description = "", DiscordCommandKind Type = DiscordCommandKind.ChatInput)
{
    /// <summary>Given by Discord; not sent.</summary>
    public Snowflake? Id { get; init; }

    /// <summary>By locale (<c>de</c>, <c>es-ES</c>); read back only where asked for.</summary>
    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }

    public IReadOnlyDictionary<string, string>? DescriptionLocalizations { get; init; }

    /// <summary>At most 25, required ones first; subcommands stand here too.</summary>
    [AllowNull]
    public IReadOnlyList<DiscordCommandOption> Options { get => field ?? []; init; }

    /// <summary>Who sees it unless a server's administrators say otherwise; null everybody, none administrators only.</summary>
    public DiscordPermissions? DefaultMemberPermissions { get; init; }

    /// <summary>Where it may be used; only of commands for all servers. Null leaves it to Discord.</summary>
    public IReadOnlyList<InteractionContext>? Contexts { get; init; }

    /// <summary>0 installed in a server, 1 brought along by a person. Null leaves it to the application's page.</summary>
    public IReadOnlyList<int>? IntegrationTypes { get; init; }
}

/// <summary>How a command is called.</summary>
public enum DiscordCommandKind
{
    /// <summary>Typed after a slash.</summary>
    ChatInput = 1,

    /// <summary>From a person's menu.</summary>
    User = 2,

    /// <summary>From a message's menu.</summary>
    Message = 3,
}

/// <summary>Where an interaction may take place.</summary>
public enum InteractionContext
{
    Guild = 0,
    BotDirectMessage = 1,
    PrivateChannel = 2,
}

/// <summary>An option of a command, or a subcommand.</summary>
/// <param name="Type">What it takes.</param>
/// <param name="Name">In lower case, at most 32 characters.</param>
/// <param name="Description">1 to 100 characters.</param>
/// <param name="Required">Required ones stand before others.</param>
/// <param name="Autocomplete">Asks the bot while typing; excludes <see cref="Choices"/>.</param>
public sealed record DiscordCommandOption(
    DiscordOptionType Type, string Name, string Description, bool Required = false, bool Autocomplete = false)
{
    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }

    public IReadOnlyDictionary<string, string>? DescriptionLocalizations { get; init; }

    /// <summary>At most 25; empty for a free value.</summary>
    [AllowNull]
    public IReadOnlyList<DiscordChoice> Choices { get => field ?? []; init; }

    /// <summary>Of a subcommand or a group.</summary>
    [AllowNull]
    public IReadOnlyList<DiscordCommandOption> Options { get => field ?? []; init; }

    /// <summary>Smallest number.</summary>
    public double? MinValue { get; init; }

    /// <summary>Largest number.</summary>
    public double? MaxValue { get; init; }

    /// <summary>Of texts, 0 to 6000.</summary>
    public int? MinLength { get; init; }

    /// <summary>Of texts, 1 to 6000.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Kinds of channels that may be chosen; null for all.</summary>
    public IReadOnlyList<ChannelType>? ChannelTypes { get; init; }
}

/// <summary>Discord's numbers for what an option takes.</summary>
public enum DiscordOptionType
{
    Subcommand = 1,
    SubcommandGroup = 2,
    Text = 3,
    Whole = 4,
    Truth = 5,
    User = 6,
    Channel = 7,
    Role = 8,
    Mentionable = 9,
    Fraction = 10,
    Attachment = 11,
}

/// <summary>Something to choose: a text.</summary>
/// <param name="Name">What is shown, 1 to 100 characters.</param>
/// <param name="Value">What comes back, at most 100 characters.</param>
public sealed record DiscordChoice(string Name, [property: JsonConverter(typeof(LenientText))] string Value)
{
    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }
}

/// <summary>The bot's application.</summary>
/// <param name="Id">Also the client id of an invitation.</param>
/// <param name="Name">As shown.</param>
/// <param name="Flags">Bits of Discord.</param>
/// <param name="InteractionsEndpointUrl">Set, Discord sends interactions there and none to the bot.</param>
public sealed record DiscordApplication(Snowflake Id, string Name = "", ulong Flags = 0, string? InteractionsEndpointUrl = null)
{
    // GATEWAY_MESSAGE_CONTENT and GATEWAY_MESSAGE_CONTENT_LIMITED.
    private const ulong MessageContent = (1UL << 18) | (1UL << 19);

    /// <summary>Whether the switch “Message Content Intent” is on in the developer portal.</summary>
    public bool MayReadMessages => (Flags & MessageContent) != 0;
}

/// <summary>How to connect, and how often still.</summary>
/// <param name="Url">Address of the gateway.</param>
/// <param name="Shards">Connections that Discord advises.</param>
/// <param name="SessionStartLimit">What is left of the day's new sessions.</param>
public sealed record GatewayInfo(string Url, int Shards, SessionStartLimit SessionStartLimit);

/// <summary>New sessions per day; using them up makes Discord void the bot's token.</summary>
/// <param name="Total">A day's sessions.</param>
/// <param name="Remaining">Still left.</param>
/// <param name="ResetAfter">Milliseconds until all are there again.</param>
/// <param name="MaxConcurrency">Sessions that may start within 5 seconds.</param>
public sealed record SessionStartLimit(int Total, int Remaining, long ResetAfter, int MaxConcurrency = 1);
