using PaperBot.Retrieval;

namespace PaperBot.Benchmarks.Training;

/// <summary>
/// Makes questions out of papers: a title or a sentence, taken out of its paper, with some words missing and some replaced by
/// their relatives, as people who have not read the paper would put it.
/// </summary>
internal sealed class PairMaker
{
    private const double TitleAsked = 0.3;

    // A word that the rest of the paper holds as well makes it too easy.
    private const double SharedWordStays = 0.35;
    private const double OtherWordStays = 0.85;
    private const double SentenceStays = 0.8;
    private const double QuestionReworded = 0.7;
    private const double WordReplaced = 0.35;
    private const double CloseEnough = 0.4;
    private const int FewestWords = 2;

    private readonly TrainingTexts texts;
    private readonly int[][] relatives;

    public PairMaker(TrainingTexts texts)
    {
        this.texts = texts;
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (var stem in texts.Stems)
        {
            numbers.Add(stem, numbers.Count);
        }

        relatives = [.. texts.Stems.Select(stem => Thesaurus.English.Related(stem)
            .Where(r => r.Closeness >= CloseEnough && numbers.ContainsKey(r.Stem)).Take(8).Select(r => numbers[r.Stem]).ToArray())];
    }

    /// <summary>A question that somebody asked, with the paper that answers it; some words and sentences are missing each time.</summary>
    public Pair Asked(KnownQuestion asked, Random random)
    {
        int[] words = [.. asked.Words.Where(_ => random.NextDouble() < OtherWordStays)];
        var parts = texts.Papers[asked.Paper];
        return new Pair(
            Bag.Of(words.Length < FewestWords ? asked.Words : words),
            Bag.Of(parts.Where((_, i) => i == 0 || random.NextDouble() < SentenceStays).SelectMany(p => p)));
    }

    /// <summary>One of several texts that mean the same, and the rest of them.</summary>
    /// <param name="parts">The first is a title or a name.</param>
    /// <param name="reworded">Whether relatives may stand for words.</param>
    /// <param name="random">Decides what is asked and what is missing.</param>
    public Pair Of(int[][] parts, bool reworded, Random random)
    {
        var asked = parts.Length == 1 || random.NextDouble() < TitleAsked ? 0 : random.Next(1, parts.Length);
        var rest = Bag.Of(parts.Where((_, i) => i != asked).SelectMany(p => p));
        HashSet<int> shared = [.. rest.Words];
        var swaps = reworded && random.NextDouble() < QuestionReworded;
        List<int> words = [];
        foreach (var word in parts[asked])
        {
            if (random.NextDouble() < (shared.Contains(word) ? SharedWordStays : OtherWordStays))
            {
                words.Add(swaps && relatives[word].Length > 0 && random.NextDouble() < WordReplaced
                    ? relatives[word][random.Next(relatives[word].Length)]
                    : word);
            }
        }

        return new Pair(Bag.Of(words.Count < FewestWords ? parts[asked] : words), rest);
    }
}

/// <summary>A question and what answers it.</summary>
internal sealed record Pair(Bag Question, Bag Paper);
