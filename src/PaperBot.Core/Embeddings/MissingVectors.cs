using PaperBot.Papers;

namespace PaperBot.Embeddings;

/// <summary>The texts that have no vector yet, in the order in which they are embedded.</summary>
internal sealed class MissingVectors
{
    private readonly Queue<TextUnit> waiting = new();
    private readonly Stack<TextUnit> again = new();
    private readonly Dictionary<TextHash, List<int>> papersOf = [];
    private readonly HashSet<TextHash> texts = [];
    private readonly int[] missing;

    /// <param name="papers">Whose texts they are.</param>
    /// <param name="have">Texts that have a vector.</param>
    public MissingVectors(IReadOnlyList<Paper> papers, IReadOnlySet<TextHash> have)
    {
        missing = new int[papers.Count];
        List<TextUnit> groups = [];
        for (var paper = 0; paper < papers.Count; paper++)
        {
            var units = TextUnit.Of(papers[paper]);
            for (var i = 0; i < units.Count; i++)
            {
                texts.Add(units[i].Hash);
                if (have.Contains(units[i].Hash))
                {
                    continue;
                }

                missing[paper]++;
                if (papersOf.TryGetValue(units[i].Hash, out var sharing))
                {
                    sharing.Add(paper);
                    continue;
                }

                papersOf[units[i].Hash] = [paper];
                if (i == 0)
                {
                    // An abstract says what a paper is about; its parts refine that.
                    waiting.Enqueue(units[i]);
                }
                else
                {
                    groups.Add(units[i]);
                }
            }
        }

        groups.ForEach(waiting.Enqueue);
        Complete = missing.Count(m => m == 0);
    }

    /// <summary>Papers without a missing text.</summary>
    public int Complete { get; private set; }

    /// <summary>Every text of the papers, whether it has a vector or not.</summary>
    public IReadOnlySet<TextHash> Texts => texts;

    /// <summary>The next texts to embed together; empty at the end.</summary>
    public List<TextUnit> Next(int most)
    {
        List<TextUnit> batch = [];
        while (batch.Count < most && (again.TryPop(out var unit) || waiting.TryDequeue(out unit)))
        {
            batch.Add(unit);
        }

        return batch;
    }

    /// <summary>Puts the texts of a failed batch back, to be the next ones in the same order.</summary>
    public void PutBack(List<TextUnit> batch)
    {
        for (var i = batch.Count - 1; i >= 0; i--)
        {
            again.Push(batch[i]);
        }
    }

    /// <summary>Notes texts that have a vector now.</summary>
    public void Have(IEnumerable<TextHash> embedded)
    {
        foreach (var hash in embedded)
        {
            if (papersOf.Remove(hash, out var papers))
            {
                foreach (var paper in papers)
                {
                    Complete += --missing[paper] == 0 ? 1 : 0;
                }
            }
        }
    }
}
