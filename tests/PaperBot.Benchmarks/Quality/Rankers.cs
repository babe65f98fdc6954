using Microsoft.Data.Sqlite;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Benchmarks.Quality;

/// <summary>Something that ranks papers for a text.</summary>
internal interface IRanker
{
    /// <summary>The best papers by place in the corpus, best first, at most <paramref name="top"/>.</summary>
    IReadOnlyList<int> Rank(string text, int top);
}

/// <summary>The program's own ranking, as a search uses it.</summary>
internal sealed class OwnRanker(CorpusSnapshot corpus) : IRanker
{
    private readonly Dictionary<string, int> places = corpus.Papers.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i);

    public IReadOnlyList<int> Rank(string text, int top) =>
        [.. corpus.Rank(QueryTerms.Of(text), PaperFilter.None, null, top).Select(h => places[h.Paper.Id])];
}

/// <summary>
/// What a good search library does: BM25 with k1 1.2 and b 0.75 over stems of title and abstract, function words left out.
/// Source: S. Robertson, H. Zaragoza, "The probabilistic relevance framework: BM25 and beyond", 2009.
/// </summary>
internal sealed class TunedBm25 : IRanker
{
    private const double K1 = 1.2;
    private const double B = 0.75;
    private readonly Dictionary<string, List<(int Paper, int Count)>> postings = new(StringComparer.Ordinal);
    private readonly int[] lengths;
    private readonly double average;

    public TunedBm25(IReadOnlyList<Paper> papers)
    {
        lengths = new int[papers.Count];
        for (var i = 0; i < papers.Count; i++)
        {
            var stems = Stems(papers[i].Title + " " + papers[i].Abstract).ToList();
            lengths[i] = stems.Count;
            foreach (var group in stems.GroupBy(s => s, StringComparer.Ordinal))
            {
                postings.TryAdd(group.Key, []);
                postings[group.Key].Add((i, group.Count()));
            }
        }

        average = lengths.Average();
    }

    public IReadOnlyList<int> Rank(string text, int top)
    {
        var scores = new double[lengths.Length];
        foreach (var stem in Stems(text))
        {
            var holders = postings.GetValueOrDefault(stem) ?? [];
            var idf = Math.Log(1 + ((lengths.Length - holders.Count + 0.5) / (holders.Count + 0.5)));
            foreach (var (paper, count) in holders)
            {
                scores[paper] += idf * count * (K1 + 1) / (count + (K1 * (1 - B + (B * lengths[paper] / average))));
            }
        }

        var found = Enumerable.Range(0, scores.Length).Where(i => scores[i] > 0);
        return [.. found.OrderByDescending(i => scores[i]).ThenBy(i => i).Take(top)];
    }

    private static IEnumerable<string> Stems(string text) =>
        Words.Of(text).Select(w => w.Folded).Where(w => w.Length > 0 && !StopWords.IsFunctionWord(w)).Select(EnglishStemmer.Stem);
}

/// <summary>SQLite's own full text search: FTS5 with its porter tokenizer and its bm25, any word of the query.</summary>
internal sealed class FullTextPeer : IRanker, IDisposable
{
    private readonly SqliteConnection connection;

    public FullTextPeer(IReadOnlyList<Paper> papers)
    {
        SQLitePCL.Batteries_V2.Init();
        connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var creating = connection.CreateCommand();
        creating.CommandText = "create virtual table papers using fts5(title, abstract, tokenize = 'porter unicode61')";
        creating.ExecuteNonQuery();
        using var transaction = connection.BeginTransaction();
        using var adding = connection.CreateCommand();
        adding.CommandText = "insert into papers (rowid, title, abstract) values (@place, @title, @abstract)";
        var place = adding.Parameters.AddWithValue("@place", 0);
        var title = adding.Parameters.AddWithValue("@title", "");
        var text = adding.Parameters.AddWithValue("@abstract", "");
        for (var i = 0; i < papers.Count; i++)
        {
            (place.Value, title.Value, text.Value) = (i, papers[i].Title, papers[i].Abstract);
            adding.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose() => connection.Dispose();

    public IReadOnlyList<int> Rank(string text, int top)
    {
        var words = Words.Of(text).Where(w => w.Folded.Length > 0).Select(w => $"\"{w.Folded}\"").Distinct();
        var any = string.Join(" OR ", words);
        if (any.Length == 0)
        {
            return [];
        }

        using var asking = connection.CreateCommand();
        asking.CommandText = "select rowid from papers where papers match @any order by bm25(papers) limit @top";
        asking.Parameters.AddWithValue("@any", any);
        asking.Parameters.AddWithValue("@top", top);
        using var rows = asking.ExecuteReader();
        List<int> ranked = [];
        while (rows.Read())
        {
            ranked.Add(rows.GetInt32(0));
        }

        return ranked;
    }
}
