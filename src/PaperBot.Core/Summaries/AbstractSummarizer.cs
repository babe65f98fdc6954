using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Summaries;

/// <summary>
/// Summarises an abstract by its most telling sentence, in the manner of extractive summarisation with learned cue, position
/// and title features (J. Kupiec, J. Pedersen, F. Chen, "A trainable document summarizer", SIGIR 1995).
/// </summary>
internal static class AbstractSummarizer
{
    /// <summary>One sentence of the abstract, or a span of one, of at most 40 words.</summary>
    public static Tldr Summarize(Paper paper) =>
        new(SummarizeText(paper.Title, SentencesOf(paper.Abstract)), TldrOrigin.Abstract);

    /// <summary>The sentences of an abstract, verbatim but for white space runs, which become single spaces.</summary>
    public static IReadOnlyList<string> SentencesOf(string text) =>
        [.. Sentences.Of(text).Select(s => SummaryWords.SingleSpaced(s.Text)).Where(s => s.Length > 0)];

    internal static string SummarizeText(string title, IReadOnlyList<string> sentences) =>
        TldrWeights.Shipped.Best(title, sentences)?.Text ?? "";
}
