using System.Text.Json;
using PaperBot.Text;

namespace PaperBot.Benchmarks.Training;

/// <summary>Abstracts as word numbers: what word vectors are learnt from.</summary>
internal sealed class TrainingTexts
{
    // Below this a word's neighbours are an accident.
    private const int RarestWord = 3;
    private const int MostLetters = 24;

    private TrainingTexts(IReadOnlyList<string> stems, float[] idf, IReadOnlyList<int[][]> papers)
    {
        Stems = stems;
        Idf = idf;
        Papers = papers;
    }

    /// <summary>The words learnt, the commonest first.</summary>
    public IReadOnlyList<string> Stems { get; }

    /// <summary>Inverse document frequency of each word, natural logarithm, always positive.</summary>
    public float[] Idf { get; }

    /// <summary>
    /// For each paper its title and then its sentences, as numbers of <see cref="Stems"/>; other words are left out.
    /// </summary>
    public IReadOnlyList<int[][]> Papers { get; }

    /// <summary>
    /// Reads every <c>.jsonl</c> file of a folder, or one file. A line is an object with <c>title</c> and <c>summary</c>,
    /// <c>abstract</c> or <c>text</c>; a paper that stands there twice counts once.
    /// </summary>
    /// <exception cref="FormatException">A line is no such object; the message names file and line.</exception>
    public static TrainingTexts Read(string path, int mostWords)
    {
        string[] files = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*.jsonl").Order(StringComparer.Ordinal)]
            : [path];
        HashSet<string> titles = new(StringComparer.Ordinal);
        Dictionary<string, int> numberOfWord = new(StringComparer.Ordinal);
        Dictionary<string, int> numberOfStem = new(StringComparer.Ordinal);
        List<string> stems = [];
        List<int> holders = [];
        List<int[][]> papers = [];
        HashSet<int> seen = [];
        foreach (var (title, text) in files.SelectMany(PapersIn))
        {
            if (!titles.Add(title))
            {
                continue;
            }

            int[][] paper = [WordsOf(title), .. Sentences.Of(text).Select(s => WordsOf(s.Text))];
            papers.Add(paper);
            seen.Clear();
            foreach (var word in paper.SelectMany(s => s))
            {
                holders[word] += seen.Add(word) ? 1 : 0;
            }
        }

        int[] kept = [.. Enumerable.Range(0, stems.Count).Where(s => holders[s] >= RarestWord && stems[s].Length <= MostLetters)
            .OrderByDescending(s => holders[s]).ThenBy(s => s).Take(mostWords)];
        var places = new int[stems.Count];
        Array.Fill(places, -1);
        for (var i = 0; i < kept.Length; i++)
        {
            places[kept[i]] = i;
        }

        return new TrainingTexts(
            [.. kept.Select(s => stems[s])],
            [.. kept.Select(s => MathF.Log(1 + ((papers.Count - holders[s] + 0.5f) / (holders[s] + 0.5f))))],
            [.. papers.Select(p => p.Select(s => s.Select(w => places[w]).Where(w => w >= 0).ToArray()).ToArray())]);

        int[] WordsOf(string text) =>
            [.. Words.Of(text).Select(w => w.Folded).Where(w => w.Length > 0 && !StopWords.IsAskingWord(w)).Select(Number)];

        int Number(string folded)
        {
            if (!numberOfWord.TryGetValue(folded, out var number))
            {
                var stem = EnglishStemmer.Stem(folded);
                if (!numberOfStem.TryGetValue(stem, out number))
                {
                    numberOfStem.Add(stem, number = stems.Count);
                    stems.Add(stem);
                    holders.Add(0);
                }

                numberOfWord.Add(folded, number);
            }

            return number;
        }
    }

    private static IEnumerable<(string Title, string Text)> PapersIn(string file)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return PaperOf(line, Path.GetFileName(file), number);
            }
        }
    }

    private static (string Title, string Text) PaperOf(string line, string file, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var title = json.RootElement.GetProperty("title").GetString();
            foreach (var name in (ReadOnlySpan<string>)["summary", "abstract", "text"])
            {
                if (json.RootElement.TryGetProperty(name, out var text))
                {
                    return (title ?? "", text.GetString() ?? "");
                }
            }

            throw new FormatException($"{file}, line {number}: has no summary, abstract or text.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"{file}, line {number}: not an object with a title and an abstract ({e.Message})", e);
        }
    }
}
