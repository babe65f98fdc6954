using PaperBot.Generation;
using PaperBot.Papers;

namespace PaperBot.Answering;

/// <summary>A sentence with the sentences of abstracts that support it.</summary>
/// <param name="Text">Without markers, as written or printed.</param>
/// <param name="Evidence">At least one; each quote verbatim from its paper's abstract.</param>
/// <param name="IsOwn">True when the words are the abstract's own.</param>
internal sealed record SupportedSentence(string Text, IReadOnlyList<(Paper Paper, string Quote)> Evidence, bool IsOwn)
{
    /// <summary>The text in Markdown, on one line, LaTeX made readable.</summary>
    public string Shown => PaperText.Sentence(Text);

    /// <summary>
    /// What of a model's text may be shown: plain prose that was found supported, or the abstract's words in its place.
    /// </summary>
    public static List<SupportedSentence> Of(GroundedText text)
    {
        List<Paper> papers = [.. text.Sources.Select(s => s.Paper)];
        return [.. text.Sentences
            .Where(s => s.Fate != SentenceFate.Dropped)
            .Where(s => s.Fate == SentenceFate.Quoted
                || !(PlainProse.HoldsMarkup(s.Text, papers) || PlainProse.IsForeign(s.Text, papers)))
            .Select(s => new SupportedSentence(
                s.Text,
                [.. s.Evidence.Select(e => (text.Sources.First(x => x.Number == e.Source).Paper, e.Text))],
                s.Fate == SentenceFate.Quoted))];
    }

    /// <summary>The sentence in Markdown with its markers; its evidence is recorded.</summary>
    public string Cite(SourceList sources) =>
        $"{Shown} {string.Concat(Evidence.Select(e => sources.Cite(e.Paper, e.Quote)).Distinct(StringComparer.Ordinal))}";
}
