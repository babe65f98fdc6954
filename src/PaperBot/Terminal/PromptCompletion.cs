using PaperBot.Commands;

namespace PaperBot.Terminal;

/// <summary>Completes the line at the prompt: command names, then the last value.</summary>
internal sealed class PromptCompletion(CommandTable table, CommandCompletion completion)
{
    /// <summary>Whole lines that could be meant, best first.</summary>
    public IReadOnlyList<string> Complete(string line)
    {
        if (!line.StartsWith('/'))
        {
            return [];
        }

        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            return
            [
                .. table.All.Where(c => c.Name.StartsWith(line[1..], StringComparison.OrdinalIgnoreCase)).Select(c => $"/{c.Name} "),
            ];
        }

        if (table.Find(line[1..space]) is not { } command)
        {
            return [];
        }

        if (command.Subcommands.Count > 0)
        {
            var typed = line[(space + 1)..];
            return [.. command.Subcommands.Where(s => s.Word.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Select(s => $"/{s.Name} ")];
        }

        // Ids have no spaces, so that each word but the last fills one option; a title being typed fills the last alone.
        var positional = command.Options.Where(o => o.Positional).ToList();
        var tail = line[(space + 1)..];
        var last = positional.Count > 1 ? tail.LastIndexOf(' ') + 1 : 0;
        var index = Math.Min(tail[..last].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, positional.Count - 1);
        return index < 0
            ? []
            : [.. completion.Suggest(positional[index], tail[last..]).Select(s => line[..(space + 1)] + tail[..last] + s.Value)];
    }
}
