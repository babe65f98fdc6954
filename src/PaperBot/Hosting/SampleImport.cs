using PaperBot.Importing;
using PaperBot.Papers;

namespace PaperBot.Hosting;

/// <summary>Gives an empty store the bundled sample, so that a first start has something to show.</summary>
internal sealed class SampleImport(IPaperStore store, PaperImports imports)
{
    // They stand beside the listings and are no listings: a description, questions to try, and names for the papers.
    private static readonly HashSet<string> NoListings =
        new(StringComparer.OrdinalIgnoreCase) { "README.md", "questions.jsonl", "keys.jsonl" };

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "sample");

    /// <summary>The sample's listings in order.</summary>
    public static IReadOnlyList<string> Files() => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder).Where(f => !NoListings.Contains(Path.GetFileName(f))).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Imports the sample when no paper is stored; the report, or null when nothing was done.</summary>
    public async Task<ImportReport?> ImportIfEmptyAsync(CancellationToken cancellationToken)
    {
        var files = Files();
        return files.Count == 0 || await store.CountAsync(cancellationToken).ConfigureAwait(false) > 0
            ? null
            : await imports.ImportAndIndexAsync(new ImportRequest(files) { Sample = true }, showProgress: true, cancellationToken)
                .ConfigureAwait(false);
    }
}
