using Microsoft.Extensions.Options;
using PaperBot.Commands;
using PaperBot.Intake;

namespace PaperBot.DiscordSurface.Commands;

/// <summary>The one command table as commands of Discord.</summary>
internal sealed class CommandPayloads(CommandTable table, IOptions<IntakeOptions> intake, CommandWords? words = null)
{
    // Discord's limits.
    private const int MostChoices = 25;
    private const int MostOptions = 25;

    private static readonly IReadOnlyList<ChannelType> Channels =
    [
        ChannelType.Text, ChannelType.Announcement,
        ChannelType.AnnouncementThread, ChannelType.PublicThread, ChannelType.PrivateThread,
    ];

    private static readonly DiscordCommandOption Switch =
        new(DiscordOptionType.Truth, CommandManners.PrivateOption, CommandManners.PrivateDescription);

    private static readonly DiscordCommandOption File =
        new(DiscordOptionType.Attachment, CommandManners.FileOption, CommandManners.FileDescription);

    private readonly CommandWords words = words ?? CommandWords.English;

    /// <summary>For all servers and for direct messages.</summary>
    public IReadOnlyList<DiscordCommand> Global =>
    [
        .. OfOneServer.Select(c => c with
        {
            Contexts = [InteractionContext.Guild, InteractionContext.BotDirectMessage],
            IntegrationTypes = [0],
        }),
    ];

    /// <summary>For one server; there Discord knows no places of use.</summary>
    public IReadOnlyList<DiscordCommand> OfOneServer =>
    [
        .. table.All.Select(Typed),
        .. MenuCommand.Of(table).Select(m => new DiscordCommand(m.Name, Type: DiscordCommandKind.Message)
        {
            NameLocalizations = Localisations.MenuNames(words, m.Name),
            DefaultMemberPermissions = Rights(m.Command),
        }),
    ];

    private DiscordCommand Typed(Command command) => new(command.Name, Text(command.Description))
    {
        NameLocalizations = Localisations.Names(words, command.Name),
        DescriptionLocalizations = Localisations.Texts(words, command.Description),
        DefaultMemberPermissions = Rights(command),
        Options = command.Subcommands.Count > 0
            ? Localisations.Distinct([.. command.Subcommands.Take(MostOptions).Select(Subcommand)])
            : Options(command),
    };

    // A command of which somebody may use a part stays in everybody's sight; every call is checked anyway.
    private static DiscordPermissions? Rights(Command command) =>
        command.Subcommands.DefaultIfEmpty(command).All(c => c.Permission == Permission.Administrator)
            ? DiscordPermissions.ManageGuild : null;

    private DiscordCommandOption Subcommand(Command command) => new(
        DiscordOptionType.Subcommand, command.Word, Text(command.Description))
    {
        NameLocalizations = Localisations.Names(words, command.Word),
        DescriptionLocalizations = Localisations.Texts(words, command.Description),
        Options = Options(command),
    };

    // Required ones must come first; what is written freely stands last of its kind, as it does in a typed line.
    private IReadOnlyList<DiscordCommandOption> Options(Command command) => Localisations.Distinct(
    [
        .. command.Options.OrderByDescending(o => o.Required).ThenBy(o => o is { Positional: true, Kind: OptionKind.Text })
            .Take(MostOptions - 2).Select(Option),
        .. command.TakesFiles ? [Described(File)] : Array.Empty<DiscordCommandOption>(),
        .. CommandManners.HasSwitch(command) ? [Described(Switch)] : Array.Empty<DiscordCommandOption>(),
    ]);

    private DiscordCommandOption Option(CommandOption option)
    {
        var plain = Described(
            new DiscordCommandOption(DiscordOptionType.Text, option.Name, Text(option.Description), option.Required));
        return option.Kind switch
        {
            OptionKind.Count => plain with { Type = DiscordOptionType.Whole, MinValue = 1, MaxValue = CommandOption.MaxCount },
            OptionKind.Channel => plain with { Type = DiscordOptionType.Channel, ChannelTypes = Channels },
            OptionKind.Choice when option.Choices.Count <= MostChoices =>
                plain with { Choices = [.. option.Choices.Select(Choice)] },
            OptionKind.CommandName when table.All.Count <= MostChoices =>
                plain with { Choices = [.. table.All.Select(c => Choice(c.Name))] },
            OptionKind.Day =>
                plain with { Description = WithPattern(option.Description), MinLength = Most(option), MaxLength = Most(option) },
            OptionKind.Text => plain with { MinLength = option.Required ? 1 : null, MaxLength = Most(option) },
            _ => plain with { Autocomplete = true, MaxLength = Most(option) },
        };
    }

    private DiscordCommandOption Described(DiscordCommandOption option) => option with
    {
        NameLocalizations = Localisations.Names(words, option.Name),
        DescriptionLocalizations = Localisations.Texts(words, option.Description),
    };

    private int Most(CommandOption option) => OptionLengths.Most(option, intake.Value.LongestMessage);

    private DiscordChoice Choice(string word) => new(word, word) { NameLocalizations = Localisations.Names(words, word) };

    // Discord has no pattern for texts, so the description says it.
    private static string WithPattern(string description)
    {
        const string pattern = " (2026-03-31)";
        return description.Length + pattern.Length <= Localisations.LongestText ? description + pattern : Text(description);
    }

    private static string Text(string description) =>
        description.Length <= Localisations.LongestText ? description : description[..(Localisations.LongestText - 1)] + "…";
}
