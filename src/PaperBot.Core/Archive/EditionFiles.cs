using System.Text;
using Microsoft.Extensions.Options;
using PaperBot.Digests;
using PaperBot.Papers;

namespace PaperBot.Archive;

/// <summary>
/// Writes editions into a folder, a folder a channel: a Markdown document and a page each, a page that lists them, and a feed. A
/// file that holds the same already is not touched.
/// </summary>
internal sealed class EditionFiles(
    IDigestLedger ledger, IEditionArchive archive, IPaperStore papers, IOptions<DigestSettings> options, TimeProvider clock)
{
    /// <summary>Writes an edition's document and page.</summary>
    /// <param name="folder">The folder of all channels; created when missing.</param>
    /// <param name="entry">The edition; with papers.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <returns>True when a file changed.</returns>
    /// <exception cref="EditionFileException">The system refused.</exception>
    /// <exception cref="StoreUnavailableException">The papers cannot be read.</exception>
    public async Task<bool> WriteAsync(string folder, DigestLedgerEntry entry, CancellationToken cancellationToken)
    {
        var edition = await PrintedAsync(entry, cancellationToken).ConfigureAwait(false);
        var (document, page) = PathsOf(folder, entry.Edition);
        var changed = await WriteAsync(document, EditionMarkdown.Of(edition), cancellationToken).ConfigureAwait(false);
        return await WriteAsync(page, EditionHtml.Page(edition), cancellationToken).ConfigureAwait(false) || changed;
    }

    /// <summary>Writes a channel's list of editions and its feed, of those whose pages lie in the folder.</summary>
    /// <exception cref="EditionFileException">The system refused.</exception>
    /// <exception cref="StoreUnavailableException">The editions cannot be read.</exception>
    public async Task WriteListsAsync(string folder, string channel, CancellationToken cancellationToken)
    {
        var own = Path.Combine(folder, EditionPaths.Folder(channel));
        WholeFile.RemoveLeftOvers(own, clock.GetUtcNow());
        var whole = new ArchiveQuery { Channel = channel, Most = int.MaxValue };
        var kept = await archive.SearchAsync(whole, cancellationToken).ConfigureAwait(false);
        List<ArchivedEdition> listed = [.. kept.Editions.Where(e => File.Exists(PathsOf(folder, e.Edition).Page))];
        var index = EditionIndex.Page(channel, listed);
        await WriteAsync(Path.Combine(own, EditionPaths.Index), index, cancellationToken).ConfigureAwait(false);
        List<PrintedEdition> fed = [];
        foreach (var edition in listed.Take(EditionFeed.MostItems))
        {
            if (await ledger.FindAsync(edition.Edition, cancellationToken).ConfigureAwait(false) is { Papers.Count: > 0 } entry)
            {
                fed.Add(await PrintedAsync(entry, cancellationToken).ConfigureAwait(false));
            }
        }

        var feed = EditionFeed.Of(channel, fed, AddressOf(options.Value.Link, channel));
        await WholeFile.WriteAsync(Path.Combine(own, EditionPaths.Feed), feed, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether both files of an edition lie in the folder.</summary>
    public static bool Exist(string folder, DigestEdition edition) =>
        PathsOf(folder, edition) is var (document, page) && File.Exists(document) && File.Exists(page);

    /// <summary>Whether a channel's list and feed lie in the folder.</summary>
    public static bool ListsExist(string folder, string channel) =>
        Path.Combine(folder, EditionPaths.Folder(channel)) is var own
        && File.Exists(Path.Combine(own, EditionPaths.Index)) && File.Exists(Path.Combine(own, EditionPaths.Feed));

    /// <summary>Where an edition's files lie.</summary>
    public static (string Document, string Page) PathsOf(string folder, DigestEdition edition)
    {
        var own = Path.Combine(folder, EditionPaths.Folder(edition.Channel));
        return (Path.Combine(own, EditionPaths.Document(edition)), Path.Combine(own, EditionPaths.Page(edition)));
    }

    // The folder's name has percent signs of its own, which an address must encode.
    private static Uri? AddressOf(string link, string channel) => link.Length == 0
        ? null : new Uri($"{link.TrimEnd('/')}/{Uri.EscapeDataString(EditionPaths.Folder(channel))}/");

    private async Task<PrintedEdition> PrintedAsync(DigestLedgerEntry entry, CancellationToken cancellationToken)
    {
        Dictionary<string, Paper> stored = new(StringComparer.Ordinal);
        foreach (var kept in entry.Papers)
        {
            if (await papers.FindAsync(kept.PaperId, cancellationToken).ConfigureAwait(false) is { } paper)
            {
                stored[kept.PaperId] = paper;
            }
        }

        return PrintedEdition.Of(entry, stored);
    }

    private static Task<bool> WriteAsync(string path, string text, CancellationToken cancellationToken) =>
        WholeFile.WriteAsync(path, Encoding.UTF8.GetBytes(text), cancellationToken);
}
