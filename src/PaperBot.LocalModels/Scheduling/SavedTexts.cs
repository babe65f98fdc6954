namespace PaperBot.LocalModels.Scheduling;

/// <summary>
/// The memory of texts that are finished, kept outside the context for those who begin alike: inside, every step would look over
/// it (2,000 tokens make writing on a CPU a tenth slower). The least recently used goes first. Belongs to the scheduler's thread.
/// </summary>
/// <param name="most">Most bytes kept.</param>
internal sealed class SavedTexts(long most)
{
    private readonly List<SavedText> all = [];
    private long uses;

    /// <summary>What has most of a text's beginning.</summary>
    /// <param name="text">Its tokens.</param>
    /// <param name="atMost">No more of them than this are of use.</param>
    /// <param name="whole">True when a memory can be gone on from at its end only.</param>
    /// <returns>Null for nothing, and how many tokens it has in common.</returns>
    public (SavedText? Saved, int Count) Best(ReadOnlySpan<int> text, int atMost, bool whole)
    {
        SavedText? best = null;
        var bestCount = 0;
        foreach (var saved in all)
        {
            var common = Math.Min(atMost, text.CommonPrefixLength(saved.Tokens));
            if (common < bestCount || common == 0 || (whole && common < saved.Tokens.Length))
            {
                continue;
            }

            // Of those that have as much the shortest is put back soonest.
            if (common > bestCount || saved.Tokens.Length < best!.Tokens.Length)
            {
                (best, bestCount) = (saved, common);
            }
        }

        return (best, bestCount);
    }

    /// <summary>Notes that it was of use.</summary>
    public void Use(SavedText saved) => saved.Used = ++uses;

    /// <summary>Keeps one, in place of those that it goes on from.</summary>
    /// <param name="tokens">At least one.</param>
    /// <param name="bytes">Their memory.</param>
    public void Add(ReadOnlySpan<int> tokens, byte[] bytes)
    {
        if (bytes.Length == 0 || bytes.Length > most)
        {
            return;
        }

        for (var i = all.Count - 1; i >= 0; i--)
        {
            if (tokens.StartsWith(all[i].Tokens))
            {
                all.RemoveAt(i);
            }
        }

        all.Add(new SavedText(tokens.ToArray(), bytes) { Used = ++uses });
        while (all.Sum(s => (long)s.Bytes.Length) > most)
        {
            all.Remove(all.MinBy(s => s.Used)!);
        }
    }
}

/// <summary>What was computed of a text.</summary>
/// <param name="tokens">Whose memory it is.</param>
/// <param name="bytes">The memory.</param>
internal sealed class SavedText(int[] tokens, byte[] bytes)
{
    public int[] Tokens => tokens;

    public byte[] Bytes => bytes;

    /// <summary>When it was used last, as a count of uses.</summary>
    public long Used { get; set; }
}
