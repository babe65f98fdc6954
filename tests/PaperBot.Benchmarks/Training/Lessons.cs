namespace PaperBot.Benchmarks.Training;

/// <summary>
/// Which pairs are learnt from when: first sentences taken from papers as they stand, then some of their words replaced by relatives,
/// then questions that people wrote and lines of the glossary among them.
/// </summary>
internal sealed class Lessons(TrainingTexts texts, PairMaker pairs)
{
    /// <summary>Steps in all.</summary>
    public const int Steps = Plain + Reworded + Asked;

    private const int Plain = 1200;
    private const int Reworded = 1600;
    private const int Asked = 1600;
    private const float PlainRate = 0.03f;
    private const float RewordedRate = 0.02f;

    // Of a batch; the rest are sentences, so that what was learnt before stays.
    private const int AskedShare = 512;

    // Every fourth of the last steps: all lines of the glossary are in it a few times over.
    private const int GlossaryEvery = 4;

    private readonly ILookup<int, KnownQuestion> byPaper = texts.Asked.Where(q => !q.IsHeldBack).ToLookup(q => q.Paper);

    /// <summary>The step from which on the sums of squares that scale steps begin anew.</summary>
    public static bool BeginsAnew(int step) => step == Plain + Reworded;

    /// <summary>How far a step goes.</summary>
    public static float RateOf(int step) => step switch
    {
        < Plain => PlainRate,
        < Plain + Reworded => RewordedRate,
        _ => RewordedRate / 2,
    };

    /// <summary>The pairs of a step; the same each time.</summary>
    public Pair[] Of(int step)
    {
        var random = new Random(step);
        if (step < Plain + Reworded)
        {
            return Sentences(random, ContrastiveTrainer.Batch, step >= Plain, []);
        }

        if (step % GlossaryEvery == 0)
        {
            return [.. Enumerable.Range(0, ContrastiveTrainer.Batch).Select(_ => pairs.Of(
                texts.Glossary[random.Next(texts.Glossary.Count)], reworded: false, random))];
        }

        // A paper that is asked about twice in a batch would be its own rival.
        int[] papers = [.. byPaper.Select(g => g.Key).OrderBy(_ => random.Next()).Take(AskedShare)];
        var questions = papers.Select(paper => byPaper[paper].ElementAt(random.Next(byPaper[paper].Count())));
        Pair[] first = [.. questions.Select(q => pairs.Asked(q, random))];
        return [.. first, .. Sentences(random, ContrastiveTrainer.Batch - first.Length, reworded: true, [.. papers])];
    }

    private Pair[] Sentences(Random random, int count, bool reworded, HashSet<int> taken)
    {
        List<int> chosen = [];
        while (chosen.Count < count)
        {
            var paper = random.Next(texts.Papers.Count);
            if (taken.Add(paper))
            {
                chosen.Add(paper);
            }
        }

        var made = new Pair[count];
        var seed = random.Next();
        Parallel.For(0, count, i => made[i] = pairs.Of(texts.Papers[chosen[i]], reworded, new Random(unchecked(seed + (chosen[i] * 7919)))));
        return made;
    }
}
