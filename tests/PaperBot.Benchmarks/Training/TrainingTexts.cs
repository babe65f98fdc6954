using PaperBot.Text;

namespace PaperBot.Benchmarks.Training;

/// <summary>Abstracts, questions about them and a glossary as word numbers: what word vectors are learnt from.</summary>
internal sealed class TrainingTexts
{
    // Below this a word's neighbours are an accident.
    private const int RarestWord = 3;
    private const int RarestPlainWord = 2;
    private const int MostLetters = 24;

    private TrainingTexts(
        IReadOnlyList<string> stems,
        float[] idf,
        IReadOnlyList<int[][]> papers,
        IReadOnlyList<KnownQuestion> asked,
        IReadOnlyList<int[][]> glossary)
    {
        Stems = stems;
        Idf = idf;
        Papers = papers;
        Asked = asked;
        Glossary = glossary;
    }

    /// <summary>The words learnt, the commonest first.</summary>
    public IReadOnlyList<string> Stems { get; }

    /// <summary>Inverse document frequency of each word, natural logarithm, always positive.</summary>
    public float[] Idf { get; }

    /// <summary>
    /// For each paper its title and then its sentences, as numbers of <see cref="Stems"/>; other words are left out.
    /// </summary>
    public IReadOnlyList<int[][]> Papers { get; }

    /// <summary>Questions about papers of <see cref="Papers"/>.</summary>
    public IReadOnlyList<KnownQuestion> Asked { get; }

    /// <summary>For each line of the glossary its terms and then its plain phrases.</summary>
    public IReadOnlyList<int[][]> Glossary { get; }

    /// <summary>
    /// Reads every <c>.jsonl</c> file of a folder, or one file. A line is an object with <c>title</c> and <c>summary</c>,
    /// <c>abstract</c> or <c>text</c>, and <c>id</c> where questions are asked about it; a paper that stands there twice counts once.
    /// </summary>
    /// <param name="path">The folder or the file.</param>
    /// <param name="questions">About some of these papers; of others they are left out.</param>
    /// <param name="glossary">Terms and plain phrases, a line each.</param>
    /// <param name="mostWords">The commonest words of the papers, and then of the rest, up to so many.</param>
    /// <exception cref="FormatException">A line is no such object; the message names file and line.</exception>
    public static TrainingTexts Read(
        string path, IReadOnlyList<AskedQuestion> questions, IReadOnlyList<string[]> glossary, int mostWords)
    {
        Dictionary<string, int> placeOfTitle = new(StringComparer.Ordinal);
        Dictionary<string, int> placeOfId = new(StringComparer.Ordinal);
        Dictionary<string, int> numberOfWord = new(StringComparer.Ordinal);
        Dictionary<string, int> numberOfStem = new(StringComparer.Ordinal);
        List<string> stems = [];
        List<int> holders = [];
        List<int> plainHolders = [];
        List<int[][]> papers = [];
        HashSet<int> seen = [];
        foreach (var text in TextFile.ReadAll(path))
        {
            if (placeOfTitle.TryAdd(text.Title, papers.Count))
            {
                int[][] paper = [WordsOf(text.Title), .. Sentences.Of(text.Abstract).Select(s => WordsOf(s.Text))];
                papers.Add(paper);
                Count(paper.SelectMany(s => s), holders);
            }

            placeOfId.TryAdd(text.Id, placeOfTitle[text.Title]);
        }

        List<KnownQuestion> asked = [];
        foreach (var question in questions.Where(q => placeOfId.ContainsKey(q.Paper)))
        {
            asked.Add(new KnownQuestion(placeOfId[question.Paper], WordsOf(question.Question), question.IsHeldBack));
            Count(asked[^1].Words, plainHolders);
        }

        List<int[][]> lines = [.. glossary.Select(line => line.Select(WordsOf).ToArray())];
        foreach (var line in lines)
        {
            Count(line.SelectMany(phrase => phrase), plainHolders);
        }

        int[] kept =
        [
            .. Enumerable.Range(0, stems.Count)
                .Where(s => stems[s].Length <= MostLetters && (holders[s] >= RarestWord || plainHolders[s] >= RarestPlainWord))
                .OrderByDescending(s => holders[s] >= RarestWord).ThenByDescending(s => holders[s]).ThenByDescending(s => plainHolders[s])
                .ThenBy(s => s).Take(mostWords),
        ];
        var places = new int[stems.Count];
        Array.Fill(places, -1);
        for (var i = 0; i < kept.Length; i++)
        {
            places[kept[i]] = i;
        }

        return new TrainingTexts(
            [.. kept.Select(s => stems[s])],
            [.. kept.Select(s => Rarity(Math.Max(RarestWord, holders[s])))],
            [.. papers.Select(Kept)],
            [.. asked.Select(q => q with { Words = Kept([q.Words])[0] })],
            [.. lines.Select(Kept)]);

        int[][] Kept(int[][] parts) => [.. parts.Select(p => p.Select(w => places[w]).Where(w => w >= 0).ToArray())];

        float Rarity(int holding) => MathF.Log(1 + ((papers.Count - holding + 0.5f) / (holding + 0.5f)));

        void Count(IEnumerable<int> words, List<int> counts)
        {
            seen.Clear();
            foreach (var word in words)
            {
                counts[word] += seen.Add(word) ? 1 : 0;
            }
        }

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
                    plainHolders.Add(0);
                }

                numberOfWord.Add(folded, number);
            }

            return number;
        }
    }
}

/// <summary>A question as word numbers.</summary>
/// <param name="Paper">The place of the paper that answers.</param>
/// <param name="Words">Of the question.</param>
/// <param name="IsHeldBack">Whether nothing is learnt from it.</param>
internal sealed record KnownQuestion(int Paper, int[] Words, bool IsHeldBack);
