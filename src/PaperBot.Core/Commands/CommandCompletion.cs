using PaperBot.Retrieval;
using PaperBot.Waiting;

namespace PaperBot.Commands;

/// <summary>A value that can stand in an option.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Label">What is shown.</param>
internal readonly record struct Suggestion(string Value, string Label);

/// <summary>Completes an option's value by its kind.</summary>
internal sealed class CommandCompletion
{
    /// <summary>The most a list of suggestions holds.</summary>
    public const int Most = 25;

    // Names of one region and place; what else the operating system lists are old names and technical ones. It reads hundreds of
    // files for them, which takes longer on a busy machine than a chat service waits, so it is begun at the start.
    private static readonly Task<string[]> Zones = Task.Run(() => TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id)
        .Where(z => z.Contains('/', StringComparison.Ordinal) && !z.StartsWith("Etc/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal).Prepend("UTC").ToArray());

    private readonly CommandTable table;
    private readonly Corpus corpus;

    public CommandCompletion(CommandTable table, Corpus corpus)
    {
        (this.table, this.corpus) = (table, corpus);
        LeftAlone.Let(Zones);
    }

    /// <summary>Suggestions for what was typed so far, best first; empty for kinds that cannot be completed.</summary>
    public IReadOnlyList<Suggestion> Suggest(CommandOption option, string typed) => option.Kind switch
    {
        OptionKind.Paper => [.. corpus.Current.Suggest(typed, Most).Select(p => new Suggestion(p.Id, p.Title))],
        OptionKind.CommandName =>
        [
            .. table.All.Where(c => c.Name.StartsWith(typed.TrimStart('/'), StringComparison.OrdinalIgnoreCase))
                .Select(c => new Suggestion(c.Name, c.Description)),
        ],
        OptionKind.Zone => [.. Zones.GetAwaiter().GetResult().Where(z => z.Contains(typed, StringComparison.OrdinalIgnoreCase)).Take(Most).Select(z => new Suggestion(z, z))],
        OptionKind.Choice =>
            [.. option.Choices.Where(c => c.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Select(c => new Suggestion(c, c))],
        _ => [],
    };
}
