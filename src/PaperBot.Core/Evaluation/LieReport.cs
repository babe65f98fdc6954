using PaperBot.Generation;
using PaperBot.Grounding;
using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Evaluation;

/// <summary>What became of the lies of one kind.</summary>
internal sealed class LieTally
{
    /// <summary>Lies told.</summary>
    public int Told { get; set; }

    /// <summary>Posted as they were told.</summary>
    public int Posted { get; set; }

    /// <summary>Replaced by a supported sentence or the abstract's own.</summary>
    public int Repaired { get; set; }

    /// <summary>Left out; a draft that never became a sentence counts here.</summary>
    public int Dropped { get; set; }
}

/// <summary>Errors posted against errors made, with a stand-in for a weak model.</summary>
internal static class LieReport
{
    private const int Sources = 5;

    /// <summary>Asks every question that has an answer; counts by kind of lie, and under "honest" the sentences told truly.</summary>
    /// <param name="questions">What to ask.</param>
    /// <param name="papers">What to answer from.</param>
    /// <param name="writer">Writes with <paramref name="liar"/>.</param>
    /// <param name="liar">The stand-in.</param>
    /// <param name="cancellationToken">Stops between questions.</param>
    public static async Task<IReadOnlyDictionary<string, LieTally>> RunAsync(
        IReadOnlyList<EvalQuestion> questions, CorpusSnapshot papers, GroundedWriter writer, LyingModel liar, CancellationToken cancellationToken)
    {
        SortedDictionary<string, LieTally> tallies = new(StringComparer.Ordinal);
        foreach (var question in questions.Where(q => q.Gold.Count > 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<Paper> given = [.. papers.Rank(QueryTerms.Of(question.Question), PaperFilter.None, null, Sources).Select(h => h.Paper)];
            if (given.Count == 0)
            {
                continue;
            }

            var before = liar.Lies.Count;
            var text = await writer.WriteAsync(GroundedTask.Answer(question.Question, given), cancellationToken).ConfigureAwait(false);
            Count(text, [.. liar.Lies.Skip(before)], tallies);
        }

        return tallies;
    }

    // The second attempt lies as well; its sentences reach a reader only as replacements, which are counted by what was posted.
    private static void Count(GroundedText text, List<Corruption> lies, SortedDictionary<string, LieTally> tallies)
    {
        foreach (var sentence in text.Sentences)
        {
            var lie = lies.Find(l => l.Text == sentence.Draft);
            var tally = Of(lie is null ? "honest" : lie.Kind.ToString());
            tally.Told++;
            tally.Posted += sentence.Fate == SentenceFate.Kept ? 1 : 0;
            tally.Repaired += sentence.Fate is SentenceFate.Rewritten or SentenceFate.Quoted ? 1 : 0;
            tally.Dropped += sentence.Fate == SentenceFate.Dropped ? 1 : 0;
            if (sentence.Fate == SentenceFate.Rewritten && lies.Find(l => IsPosted(l, sentence)) is { } second)
            {
                var replaced = Of(second.Kind.ToString());
                replaced.Told++;
                replaced.Posted++;
            }
        }

        // The same words under the right marker are no lie.
        static bool IsPosted(Corruption lie, WrittenSentence sentence) =>
            CitationMarkers.Read(lie.Text) is var told && told.Claim == sentence.Text
            && told.Numbers.Order().SequenceEqual(sentence.Evidence.Select(e => e.Source).Distinct().Order());

        LieTally Of(string kind)
        {
            tallies.TryAdd(kind, new LieTally());
            return tallies[kind];
        }
    }
}
