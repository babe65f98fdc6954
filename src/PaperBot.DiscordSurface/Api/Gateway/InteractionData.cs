using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>An interaction as it travels; see Discord's “Interaction Object”.</summary>
internal sealed record InteractionData(Snowflake Id, Snowflake ApplicationId, InteractionType Type, Secret Token)
{
    public CallData? Data { get; init; }

    public Snowflake? GuildId { get; init; }

    public Snowflake? ChannelId { get; init; }

    public DiscordChannel? Channel { get; init; }

    public DiscordMember? Member { get; init; }

    public DiscordUser? User { get; init; }

    public DiscordPermissions? AppPermissions { get; init; }

    public string? Locale { get; init; }

    public string? GuildLocale { get; init; }

    public long? AttachmentSizeLimit { get; init; }

    public DiscordMessage? Message { get; init; }

    [AllowNull]
    public IReadOnlyDictionary<string, JsonElement> AuthorizingIntegrationOwners
    {
        get => field ?? new Dictionary<string, JsonElement>();
        init;
    }
}

internal enum InteractionType
{
    Ping = 1,
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    Modal = 5,
}

/// <summary>What was used: a command, a component or a form, each with its own part of this.</summary>
internal sealed record CallData
{
    public Snowflake? Id { get; init; }

    public string? Name { get; init; }

    public DiscordCommandKind Type { get; init; }

    public Snowflake? TargetId { get; init; }

    public ResolvedData? Resolved { get; init; }

    [AllowNull]
    public IReadOnlyList<OptionData> Options { get => field ?? []; init; }

    public string? CustomId { get; init; }

    [AllowNull]
    public IReadOnlyList<string> Values { get => field ?? []; init; }

    /// <summary>The fields of a form, nested in ways that changed over the years.</summary>
    public JsonElement Components { get; init; }
}

/// <summary>What ids in the options stand for.</summary>
internal sealed record ResolvedData
{
    public IReadOnlyDictionary<string, DiscordUser>? Users { get; init; }

    public IReadOnlyDictionary<string, DiscordMessage>? Messages { get; init; }

    public IReadOnlyDictionary<string, DiscordAttachment>? Attachments { get; init; }
}

/// <summary>An option with its value, or a subcommand with options.</summary>
internal sealed record OptionData(string Name, DiscordOptionType Type)
{
    public JsonElement Value { get; init; }

    public bool Focused { get; init; }

    [AllowNull]
    public IReadOnlyList<OptionData> Options { get => field ?? []; init; }
}
