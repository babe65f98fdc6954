using System.Globalization;
using Microsoft.Extensions.Options;
using PaperBot.Digests;

namespace PaperBot.CommandLine;

/// <summary>The papers of a digest that a command names by its day or key.</summary>
internal static class EditionPapers
{
    /// <summary>Ids in the order of the printed numbers; never empty.</summary>
    /// <exception cref="UsageException">It is neither a day nor a key.</exception>
    /// <exception cref="CommandFailure">There is no such digest.</exception>
    public static async Task<IReadOnlyList<string>> EditionAsync(this Run run, string key, CancellationToken cancellationToken)
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
        return entry is { Papers.Count: > 0 } ? entry.PaperIds : throw new CommandFailure($"There is no digest {edition.Key}.");
    }
}
