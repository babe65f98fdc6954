using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Retrieval;

/// <summary>
/// The sentences of each paper's abstract as runs of its terms. Where they end is found when a paper is first asked about and
/// kept as long as the papers: some 60 bytes a paper. Several threads may ask at once.
/// </summary>
/// <param name="papers">The corpus.</param>
/// <param name="index">Of the same papers.</param>
internal sealed class PaperSentences(IReadOnlyList<Paper> papers, PaperIndex index)
{
    private readonly int[]?[] ends = new int[papers.Count][];

    /// <summary>
    /// Where each sentence ends, as a position in <see cref="DocumentTerms.Abstract"/> one past its last term; sentences are those
    /// of <see cref="Sentences.Of"/>, in their order. One without a word ends where it begins. Empty for a paper without an
    /// abstract.
    /// </summary>
    /// <param name="paper">Its number.</param>
    public ReadOnlySpan<int> EndsOf(int paper) => ends[paper] ??= Find(papers[paper].Abstract);

    /// <summary>The terms of one sentence in reading order, function words included.</summary>
    /// <param name="paper">Its number.</param>
    /// <param name="sentence">0-based place in the abstract.</param>
    public ReadOnlySpan<int> TermsOf(int paper, int sentence)
    {
        var all = EndsOf(paper);
        var start = sentence == 0 ? 0 : all[sentence - 1];
        return index.Documents[paper].Abstract.AsSpan(start, all[sentence] - start);
    }

    // No word goes over the border of a sentence, which has white space there: counting in both walks gives the same words.
    private static int[] Find(string text)
    {
        var words = Words.Of(text);
        var sentences = Sentences.Of(text);
        var found = new int[sentences.Count];
        var at = 0;
        for (var i = 0; i < found.Length; i++)
        {
            var end = sentences[i].Start + sentences[i].Text.Length;
            while (at < words.Count && words[at].Start < end)
            {
                at++;
            }

            found[i] = at;
        }

        return found;
    }
}
