using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Retrieval;

/// <summary>
/// Finds papers by what a person types of their title: forgiving of case, typing errors, joined or split words, partial
/// titles, initials and acronyms. Candidates come from shared character 3-grams and are then compared in full.
/// </summary>
internal sealed class TitleIndex
{
    private const int MostCandidates = 200;
    private const double Floor = 0.45;

    private readonly IReadOnlyList<Paper> papers;
    private readonly TitleEntry[] entries;
    private readonly Dictionary<int, List<int>> papersByGram = [];
    private readonly Dictionary<string, List<int>> papersByWordStart = new(StringComparer.Ordinal);

    public TitleIndex(IReadOnlyList<Paper> papers)
    {
        this.papers = papers;
        entries = new TitleEntry[papers.Count];
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, entries.Length, atOnce, number => entries[number] = TitleEntry.Of(papers[number]));
        HashSet<int> grams = [];
        HashSet<string> starts = new(StringComparer.Ordinal);
        for (var number = 0; number < entries.Length; number++)
        {
            var entry = entries[number];
            grams.Clear();
            starts.Clear();
            AddGrams(entry.Joined, grams);
            AddStarts(entry.Words, starts);
            AddStarts(entry.Initials, starts);
            AddStarts(entry.Names, starts);
            foreach (var name in entry.Names)
            {
                AddGrams(name, grams);
            }

            foreach (var gram in grams)
            {
                Append(papersByGram, gram, number);
            }

            foreach (var start in starts)
            {
                Append(papersByWordStart, start, number);
            }
        }
    }

    /// <summary>At most <paramref name="top"/> papers with how well they fit (0.45 to 2), best first.</summary>
    public IReadOnlyList<Hit> Lookup(string typed, int top)
    {
        var query = TitleQuery.Of(typed);
        if (query.Joined.Length == 0)
        {
            return [];
        }

        return [.. Candidates(query)
            .Select(number => new Hit(papers[number], query.Fit(entries[number])))
            .Where(hit => hit.Score >= Floor)
            .OrderByDescending(hit => hit.Score)
            .ThenBy(hit => hit.Paper.Title.Length)
            .ThenBy(hit => hit.Paper.Id, StringComparer.Ordinal)
            .Take(top)];
    }

    private IEnumerable<int> Candidates(TitleQuery query)
    {
        var starts = papersByWordStart.GetValueOrDefault(query.Joined[..Math.Min(2, query.Joined.Length)], []);
        if (query.Joined.Length < 3)
        {
            return starts;
        }

        HashSet<int> grams = [];
        AddGrams(query.Joined, grams);
        foreach (var word in query.Words)
        {
            AddGrams(word, grams);
        }

        Dictionary<int, double> weights = [];
        foreach (var gram in grams)
        {
            if (papersByGram.TryGetValue(gram, out var holders))
            {
                var weight = Math.Log(1 + ((double)entries.Length / holders.Count));
                foreach (var number in holders)
                {
                    weights[number] = weights.GetValueOrDefault(number) + weight;
                }
            }
        }

        // An acronym of three or four letters shares no gram with the words it stands for.
        var byGrams = weights.OrderByDescending(w => w.Value).ThenBy(w => w.Key).Take(MostCandidates).Select(w => w.Key);
        return query.Joined.Length <= 6 ? byGrams.Union(starts) : byGrams;
    }

    private static void AddStarts(IReadOnlyList<string> words, HashSet<string> starts)
    {
        foreach (var word in words)
        {
            starts.Add(word[..1]);
            starts.Add(word[..Math.Min(2, word.Length)]);
        }
    }

    private static void AddGrams(string text, HashSet<int> grams)
    {
        for (var i = 0; i + 3 <= text.Length; i++)
        {
            grams.Add((text[i] << 20) ^ (text[i + 1] << 10) ^ text[i + 2]);
        }
    }

    private static void Append<TKey>(Dictionary<TKey, List<int>> lists, TKey key, int number)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(number);
    }
}

/// <summary>What of a title is compared.</summary>
/// <param name="Words">Its words, folded.</param>
/// <param name="Joined">The words without spaces.</param>
/// <param name="Names">Short names of the paper, folded and joined.</param>
/// <param name="Initials">First letters of its words, with and without function words, whole and per part around a colon.</param>
internal sealed record TitleEntry(string[] Words, string Joined, IReadOnlyList<string> Names, IReadOnlyList<string> Initials)
{
    public static TitleEntry Of(Paper paper)
    {
        string[] words = [.. Text.Words.Of(paper.Title).Select(w => w.Folded).Where(w => w.Length > 0)];
        var initials = paper.Title.Split(':').Append(paper.Title)
            .SelectMany(part =>
            {
                var folded = Text.Words.Of(part).Select(w => w.Folded).Where(w => w.Length > 0).ToList();
                return new[]
                {
                    string.Concat(folded.Select(w => w[0])),
                    string.Concat(folded.Where(w => !StopWords.IsFunctionWord(w)).Select(w => w[0])),
                };
            })
            .Where(i => i.Length >= 2)
            .Distinct(StringComparer.Ordinal);
        return new TitleEntry(words, string.Concat(words), PaperNames.AndCoinedWordsOf(paper), [.. initials]);
    }
}
