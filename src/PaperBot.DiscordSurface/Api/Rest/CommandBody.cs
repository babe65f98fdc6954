namespace PaperBot.DiscordSurface.Api.Rest;

/// <summary>A command as it is registered: what a kind of command may not have is left away.</summary>
internal sealed record CommandBody(string Name, DiscordCommandKind Type)
{
    public string? Description { get; init; }

    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }

    public IReadOnlyDictionary<string, string>? DescriptionLocalizations { get; init; }

    public IReadOnlyList<OptionBody>? Options { get; init; }

    public DiscordPermissions? DefaultMemberPermissions { get; init; }

    public IReadOnlyList<InteractionContext>? Contexts { get; init; }

    public IReadOnlyList<int>? IntegrationTypes { get; init; }

    public static CommandBody Of(DiscordCommand command)
    {
        var isTyped = command.Type == DiscordCommandKind.ChatInput;
        return new CommandBody(command.Name, command.Type)
        {
            Description = isTyped ? command.Description : null,
            NameLocalizations = command.NameLocalizations,
            DescriptionLocalizations = isTyped ? command.DescriptionLocalizations : null,
            Options = isTyped && command.Options.Count > 0 ? [.. command.Options.Select(OptionBody.Of)] : null,
            DefaultMemberPermissions = command.DefaultMemberPermissions,
            Contexts = command.Contexts,
            IntegrationTypes = command.IntegrationTypes,
        };
    }
}

/// <summary>An option as it is registered.</summary>
internal sealed record OptionBody(DiscordOptionType Type, string Name, string Description)
{
    public bool? Required { get; init; }

    public bool? Autocomplete { get; init; }

    public IReadOnlyDictionary<string, string>? NameLocalizations { get; init; }

    public IReadOnlyDictionary<string, string>? DescriptionLocalizations { get; init; }

    public IReadOnlyList<DiscordChoice>? Choices { get; init; }

    public IReadOnlyList<OptionBody>? Options { get; init; }

    public double? MinValue { get; init; }

    public double? MaxValue { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public IReadOnlyList<ChannelType>? ChannelTypes { get; init; }

    public static OptionBody Of(DiscordCommandOption option) => new(option.Type, option.Name, option.Description)
    {
        Required = option.Required ? true : null,
        Autocomplete = option.Autocomplete ? true : null,
        NameLocalizations = option.NameLocalizations,
        DescriptionLocalizations = option.DescriptionLocalizations,
        Choices = option.Choices.Count == 0 ? null : option.Choices,
        Options = option.Options.Count == 0 ? null : [.. option.Options.Select(Of)],
        MinValue = option.MinValue,
        MaxValue = option.MaxValue,
        MinLength = option.MinLength,
        MaxLength = option.MaxLength,
        ChannelTypes = option.ChannelTypes,
    };
}
