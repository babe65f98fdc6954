namespace PaperBot.Commands;

/// <summary>Who may use a command.</summary>
public enum Permission
{
    /// <summary>Everybody who can write to the bot.</summary>
    Everyone,

    /// <summary>Those who look after the place the bot is in.</summary>
    Administrator,
}

/// <summary>What a command does with a call.</summary>
internal delegate Task<Reply> CommandHandler(CommandCall call, CancellationToken cancellationToken);

/// <summary>One row of the command table, which every surface reads.</summary>
/// <param name="Name">Lower case, one word; of a subcommand its command's name and its own word.</param>
/// <param name="Description">One line, without a full stop.</param>
/// <param name="Handler">Answers a call whose values were checked against <see cref="Options"/>.</param>
internal sealed record Command(string Name, string Description, CommandHandler Handler)
{
    /// <summary>What can be said to it: positional options first, in the order they are typed.</summary>
    public IReadOnlyList<CommandOption> Options { get; init; } = [];

    /// <summary>
    /// True where people write freely: a word with two dashes that is no option of this command is part of the text.
    /// </summary>
    public bool TakesProse { get; init; }

    /// <summary>Whether it reads files that are sent along.</summary>
    public bool TakesFiles { get; init; }

    public Permission Permission { get; init; } = Permission.Everyone;

    /// <summary>
    /// What stands under its name, each with a name of two words; the first is meant where none is named. Empty for a command that
    /// does one thing.
    /// </summary>
    public IReadOnlyList<Command> Subcommands { get; init; } = [];

    /// <summary>The last word of its name, which tells a subcommand from its neighbours.</summary>
    public string Word => Name[(Name.LastIndexOf(' ') + 1)..];

    /// <summary>How it is typed: <c>/search TEXT [--after DAY]</c>.</summary>
    public string Usage => string.Join(' ', [$"/{Name}", .. Options.Select(o => o.Usage)]);
}
