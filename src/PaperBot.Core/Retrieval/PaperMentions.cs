using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Retrieval;

/// <summary>A paper named in a text.</summary>
/// <param name="Paper">Which.</param>
/// <param name="Start">0-based offset of the mention.</param>
/// <param name="Name">The folded, joined name that was recognised.</param>
/// <param name="Certain">True for the whole title, or a name no other paper's text uses.</param>
internal sealed record Mention(Paper Paper, int Start, string Name, bool Certain);

/// <summary>Recognises papers named in running text: by full title, by title head, by coined name or acronym.</summary>
internal sealed class PaperMentions
{
    private const int LongestNameInWords = 5;
    private const int WordsOfATitleThatSuffice = 4;
    private const int MostOfAName = 3;

    private readonly IReadOnlyList<Paper> papers;
    private readonly PaperIndex index;
    private readonly Dictionary<string, List<int>> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> byTitleStart = new(StringComparer.Ordinal);

    public PaperMentions(IReadOnlyList<Paper> papers, PaperIndex index)
    {
        this.papers = papers;
        this.index = index;
        var names = new IReadOnlyList<string>[papers.Count];
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, names.Length, atOnce, number => names[number] = PaperNames.Of(papers[number]));
        for (var number = 0; number < papers.Count; number++)
        {
            foreach (var name in names[number])
            {
                Append(byName, name, number);
            }

            var words = Words.Of(papers[number].Title);
            if (words.Count >= 2)
            {
                Append(byTitleStart, JoinWords(words, 0, Math.Min(WordsOfATitleThatSuffice, words.Count)), number);
            }
        }
    }

    /// <summary>The papers named, in order of first mention, each once.</summary>
    public IReadOnlyList<Mention> In(string text)
    {
        var words = Words.Of(text);
        Dictionary<int, Mention> found = [];
        for (var at = 0; at < words.Count; at++)
        {
            for (var length = Math.Min(LongestNameInWords, words.Count - at); length >= 1; length--)
            {
                var joined = JoinWords(words, at, length);
                foreach (var number in byTitleStart.GetValueOrDefault(joined, []))
                {
                    found[number] = new Mention(papers[number], words[at].Start, joined, true);
                }

                if (byName.TryGetValue(joined, out var named) && (joined.Length >= 4 || HasCapitals(text, words, at, length)))
                {
                    // An acronym several papers define names those whose title carries it, if any.
                    var owners = named.Where(n => PaperNames.Join(papers[n].Title).Contains(joined, StringComparison.Ordinal)).ToList();
                    var meant = owners.Count > 0 ? owners : named;
                    var certain = IsCertain(meant.Count, owners.Count > 0, words, at, length);
                    foreach (var number in meant.Take(MostOfAName))
                    {
                        found.TryAdd(number, new Mention(papers[number], words[at].Start, joined, certain));
                    }
                }
            }
        }

        return [.. found.Values.OrderBy(m => m.Start).ThenByDescending(m => m.Name.Length)];
    }

    // A head such as "Thrust" or "Large Language Models" may be ordinary words: only one that (nearly) no other paper uses names its
    // paper for sure. Two papers of one system share its name; the question's other words then tell which is meant, or it means both.
    private bool IsCertain(int holders, bool inTitle, List<Word> words, int at, int length) =>
        holders <= (inTitle ? MostOfAName : 1)
        && (length == 1
            ? index.DocumentFrequency(index.Terms.Find(words[at].Folded)) <= holders + 1
            : index.PhraseFrequency([.. words.Skip(at).Take(length).Select(w => index.Terms.Find(w.Folded))], holders + 2) <= holders + 1);

    private static bool HasCapitals(string text, List<Word> words, int at, int length) =>
        Enumerable.Range(at, length).Any(i => text.AsSpan(words[i].Start, words[i].Length).ContainsAnyInRange('A', 'Z'));

    private static string JoinWords(List<Word> words, int at, int length) =>
        length == 1 ? words[at].Folded : string.Concat(words.Skip(at).Take(length).Select(w => w.Folded));

    private static void Append(Dictionary<string, List<int>> lists, string key, int number)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(number);
    }
}
