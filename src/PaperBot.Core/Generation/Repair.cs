using PaperBot.Grounding;
using PaperBot.Text;

namespace PaperBot.Generation;

/// <summary>
/// Puts something supported in the place of each refused sentence: the same sentence under its right marker, one of the second
/// attempt, or the abstract's own; or nothing.
/// </summary>
internal sealed class Repair(IReadOnlyList<GroundingSource> sources)
{
    // A refused sentence is replaced by its closest evidence only when that speaks of the same thing.
    private const double CloseEnough = 0.3;

    // Two sentences that share this much of their words say the same.
    private const double Same = 0.7;

    private readonly List<string> said = [];

    /// <summary>Every sentence of the draft in order, the dropped ones too.</summary>
    /// <param name="draft">The first attempt.</param>
    /// <param name="second">Supported sentences of the second attempt.</param>
    public IReadOnlyList<WrittenSentence> Apply(IReadOnlyList<CheckedSentence> draft, IEnumerable<Verdict> second)
    {
        said.AddRange(draft.Where(c => c.Verdict.IsSupported).Select(c => c.Verdict.Claim));
        List<Verdict> spare = [.. second];
        return [.. draft.Select(c => c.Verdict.IsSupported ? c.AsWritten : Replace(c, spare))];
    }

    private WrittenSentence Replace(CheckedSentence sentence, List<Verdict> spare)
    {
        var (draft, verdict) = sentence;
        if (Remarked(verdict.Claim) is { } right)
        {
            return Say(new WrittenSentence(draft, verdict, SentenceFate.Quoted, verdict.Claim, right));
        }

        if (spare.Find(s => IsNew(s.Claim)) is { } other)
        {
            spare.Remove(other);
            return Say(new WrittenSentence(draft, verdict, SentenceFate.Rewritten, other.Claim, other.Evidence));
        }

        return verdict.Overlap >= CloseEnough && verdict.Evidence.FirstOrDefault(e => IsNew(e.Text)) is { } closest
            ? Say(new WrittenSentence(draft, verdict, SentenceFate.Quoted, closest.Text, [closest]))
            : new WrittenSentence(draft, verdict, SentenceFate.Dropped, "", []);
    }

    // A true sentence of one source under the marker of another: the marker is what is wrong.
    private List<SupportingSpan>? Remarked(string claim)
    {
        foreach (var source in sources)
        {
            if (source.Verbatim(claim) is { } whole)
            {
                return [.. whole.Select(i => new SupportingSpan(source.Number, source.Sentences[i].Start, source.Sentences[i].Text))];
            }
        }

        return null;
    }

    private WrittenSentence Say(WrittenSentence sentence)
    {
        said.Add(sentence.Text);
        return sentence;
    }

    private bool IsNew(string text)
    {
        var stems = Stems(text);
        return !said.Exists(s => AreSame(Stems(s), stems));
    }

    private static bool AreSame(HashSet<string> a, HashSet<string> b) =>
        a.Count == 0 || b.Count == 0 || a.Count(b.Contains) >= Same * Math.Max(a.Count, b.Count);

    private static HashSet<string> Stems(string text) =>
        [.. Words.Of(text).Where(w => !StopWords.IsFunctionWord(w.Folded)).Select(w => EnglishStemmer.Stem(w.Folded))];
}
