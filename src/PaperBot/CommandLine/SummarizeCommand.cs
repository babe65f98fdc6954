using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using PaperBot.Answering;
using PaperBot.Digests;
using PaperBot.Retrieval;

namespace PaperBot.CommandLine;

/// <summary><c>summarize</c>: the themes of a topic, a period or an edition.</summary>
internal static class SummarizeCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var topic = SharedOptions.Words("TOPIC", "What the papers are about; all papers when left out");
        var since = SharedOptions.Day("--since", "Only papers published on or after this day");
        var edition = new Option<string?>("--edition")
        {
            Description = "Only the papers of a digest, by its day or key", HelpName = "YYYY-MM-DD[/CHANNEL]",
        };
        var json = SharedOptions.Json();
        var command = new Command("summarize", "Show the themes of a topic, every sentence cited") 
        {
            topic, since, edition, json,
        };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            await run.PapersAsync(cancellationToken).ConfigureAwait(false);
            var filter = new PaperFilter
            {
                After = run.Value(since),
                Ids = run.Value(edition) is { } key ? await PapersOfAsync(run, key, cancellationToken).ConfigureAwait(false) : null,
            };
            var wanted = string.Join(' ', run.Value(topic) ?? []);
            var answer = await run.Service<TopicSummarizer>().SummarizeAsync(wanted, filter, cancellationToken).ConfigureAwait(false);
            run.Show(answer, run.Value(json), themes: true);
            return ExitCode.Done;
        });
    }

    private static async Task<IReadOnlySet<string>> PapersOfAsync(Run run, string key, CancellationToken cancellationToken)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        if (!DateOnly.TryParseExact(
            slash < 0 ? key : key[..slash], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            throw new UsageException($"--edition takes a day such as 2026-03-31 or a digest's key, not '{key}'.");
        }

        var channel = slash < 0
            ? run.Service<IOptions<DigestSettings>>().Value.Channel
            : Uri.UnescapeDataString(key[(slash + 1)..]);
        var edition = new DigestEdition(channel, day);
        var entry = await run.Service<IDigestLedger>().FindAsync(edition, cancellationToken).ConfigureAwait(false);
        return entry is { Papers.Count: > 0 }
            ? entry.Papers.Select(p => p.PaperId).ToHashSet(StringComparer.Ordinal)
            : throw new CommandFailure($"There is no digest {edition.Key}.");
    }
}
