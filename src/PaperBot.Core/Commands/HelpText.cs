using System.Text;
using PaperBot.Localisation;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary>What <c>/help</c> says, read off the table.</summary>
internal static class HelpText
{
    /// <summary>
    /// The whole list for nobody but those who may use everything in it: others are not shown what they cannot do. Named, every
    /// command is explained to everybody, with a word on whom it is for.
    /// </summary>
    public static Reply For(CommandTable table, CommandCall call)
    {
        if (call.Text("command") is not { } name)
        {
            return new Reply(All(table, call));
        }

        return table.FindAny(name.TrimStart('/')) is { } command
            ? new Reply(One(command, call))
            : Reply.Problem(call.Say.Of(Phrase.UnknownCommand, Markdown.Code("/" + name.TrimStart('/'))));
    }

    private static string All(CommandTable table, CommandCall call)
    {
        var text = new StringBuilder(call.Say.Of(Phrase.HelpHead)).Append('\n');
        foreach (var command in table.All.Where(c => IsFor(c, call)))
        {
            text.Append('\n').Append("- `").Append(command.Usage).Append("` ").Append(call.Say.Text(command.Description));
        }

        return text.ToString();
    }

    private static string One(Command command, CommandCall call)
    {
        var say = call.Say;
        var text = new StringBuilder($"`{command.Usage}`\n{say.Text(command.Description)}.\n");
        if (!IsFor(command, call))
        {
            text.Append(say.Of(Phrase.OnlyAdministrators)).Append('\n');
        }

        foreach (var subcommand in command.Subcommands.Where(s => IsFor(s, call)))
        {
            text.Append("\n- `").Append(subcommand.Usage).Append("` ").Append(say.Text(subcommand.Description));
        }

        foreach (var option in command.Options)
        {
            text.Append('\n').Append("- `").Append(option.Positional ? option.Name.ToUpperInvariant() : "--" + option.Name)
                .Append("` ").Append(say.Text(option.Description));
        }

        return text.ToString();
    }

    private static bool IsFor(Command command, CommandCall call) =>
        command.Permission == Permission.Everyone || call.IsAdministrator;
}
