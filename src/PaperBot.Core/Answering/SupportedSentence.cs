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

    /// <summary>What is left of a model's text: what was found supported, or the abstract's words in its place.</summary>
    public static List<SupportedSentence> Of(GroundedText text) =>
        Of(text.Sentences, number => text.Sources.First(s => s.Number == number).Paper);

    /// <summary>The sentences that were not dropped.</summary>
    /// <param name="written">In order.</param>
    /// <param name="paper">The paper behind a number of the model's sources.</param>
    public static List<SupportedSentence> Of(IEnumerable<WrittenSentence> written, Func<int, Paper> paper) =>
    [
        .. written.Where(s => s.Fate != SentenceFate.Dropped).Select(s => new SupportedSentence(
            s.Text, [.. s.Evidence.Select(e => (paper(e.Source), e.Text))], s.Fate == SentenceFate.Quoted)),
    ];

    /// <summary>The sentence in Markdown with its markers; its evidence is recorded.</summary>
    public string Cite(SourceList sources) =>
        $"{Shown} {string.Concat(Evidence.Select(e => sources.Cite(e.Paper, e.Quote)).Distinct(StringComparer.Ordinal))}";
}
