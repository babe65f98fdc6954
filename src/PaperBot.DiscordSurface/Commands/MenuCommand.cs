using PaperBot.Commands;

namespace PaperBot.DiscordSurface.Commands;

/// <summary>An entry of a message's menu that runs a command of the table on the message's text.</summary>
/// <param name="Name">As shown, at most 32 characters.</param>
/// <param name="Command">The command.</param>
/// <param name="Option">The option that takes the text.</param>
internal sealed record MenuCommand(string Name, Command Command, string Option)
{
    /// <summary>All of them, whether their command is there or not.</summary>
    public static readonly IReadOnlyList<(string Name, string Command)> Known =
    [
        ("Papers about this", "about"),
        ("Check this against the abstracts", "check"),
    ];

    /// <summary>Those whose command is there and takes a text.</summary>
    public static IReadOnlyList<MenuCommand> Of(CommandTable table) =>
    [
        .. from entry in Known
           let command = table.Find(entry.Command)
           let option = command?.Options.FirstOrDefault(o => o is { Positional: true, Kind: OptionKind.Text })
           where option is not null
           select new MenuCommand(entry.Name, command, option.Name),
    ];
}
