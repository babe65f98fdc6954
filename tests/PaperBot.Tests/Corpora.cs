using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Importing;
using PaperBot.Listings;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Sqlite;

namespace PaperBot.Tests;

/// <summary>Corpora to ask.</summary>
internal static class Corpora
{
    public static Corpus Of(params Paper[] papers)
    {
        var corpus = new Corpus(new ListOfPapers([.. papers]));
        corpus.RefreshAsync(CancellationToken.None).GetAwaiter().GetResult();
        return corpus;
    }

    /// <summary>The bundled sample, read and merged as the program does it.</summary>
    public static Task<Corpus> SampleAsync() => ImportedAsync(Path.Combine(AppContext.BaseDirectory, "sample"), sample: true);

    /// <summary>A folder of listings, read and merged as the program does it.</summary>
    public static async Task<Corpus> ImportedAsync(string folder, bool sample)
    {
        using var temporary = new TemporaryFolder();
        using var database = new SqliteDatabase(temporary.File("papers.db"));
        var store = new SqlitePaperStore(database, TimeProvider.System);
        var importer = new PaperImporter(store, new ListingReader(), TimeProvider.System, NullLogger<PaperImporter>.Instance);
        await importer.ImportAsync(new ImportRequest([folder]) { Sample = sample }, null, CancellationToken.None);
        List<Paper> papers = [];
        await foreach (var paper in store.ReadAllAsync(CancellationToken.None))
        {
            papers.Add(paper);
        }

        return Of([.. papers]);
    }
}
