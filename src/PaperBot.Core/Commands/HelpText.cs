using System.Text;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary>What <c>/help</c> says, read off the table.</summary>
internal static class HelpText
{
    public static Reply For(CommandTable table, string? name)
    {
        if (name is null)
        {
            return new Reply(All(table));
        }

        return table.FindAny(name.TrimStart('/')) is { } command
            ? new Reply(One(command))
            : Reply.Problem($"There is no command {Markdown.Code("/" + name.TrimStart('/'))}; `/help` lists them.");
    }

    private static string All(CommandTable table)
    {
        var text = new StringBuilder("Ask a question about the papers, or use a command:\n");
        foreach (var command in table.All)
        {
            text.Append('\n').Append("- `").Append(command.Usage).Append("` ").Append(command.Description);
        }

        return text.ToString();
    }

    private static string One(Command command)
    {
        var text = new StringBuilder($"`{command.Usage}`\n{command.Description}.\n");
        foreach (var subcommand in command.Subcommands)
        {
            text.Append("\n- `").Append(subcommand.Usage).Append("` ").Append(subcommand.Description);
        }

        foreach (var option in command.Options)
        {
            text.Append('\n').Append("- `").Append(option.Positional ? option.Name.ToUpperInvariant() : "--" + option.Name)
                .Append("` ").Append(option.Description);
        }

        return text.ToString();
    }
}
