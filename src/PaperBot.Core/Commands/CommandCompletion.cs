using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary>A value that can stand in an option.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Label">What is shown.</param>
internal readonly record struct Suggestion(string Value, string Label);

/// <summary>Completes an option's value by its kind.</summary>
internal sealed class CommandCompletion(CommandTable table, Corpus corpus)
{
    /// <summary>The most a list of suggestions holds.</summary>
    public const int Most = 25;

    /// <summary>Suggestions for what was typed so far, best first; empty for kinds that cannot be completed.</summary>
    public IReadOnlyList<Suggestion> Suggest(CommandOption option, string typed) => option.Kind switch
    {
        OptionKind.Paper => [.. corpus.Current.Lookup(typed, Most).Select(p => new Suggestion(p.Id, p.Title))],
        OptionKind.CommandName =>
        [
            .. table.All.Where(c => c.Name.StartsWith(typed.TrimStart('/'), StringComparison.OrdinalIgnoreCase))
                .Select(c => new Suggestion(c.Name, c.Description)),
        ],
        OptionKind.Choice =>
            [.. option.Choices.Where(c => c.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Select(c => new Suggestion(c, c))],
        _ => [],
    };
}
