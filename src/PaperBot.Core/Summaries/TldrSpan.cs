namespace PaperBot.Summaries;

/// <summary>What was left out of a sentence to make a summary of it.</summary>
internal enum SpanCut
{
    /// <summary>At most a discourse opener.</summary>
    None,

    /// <summary>"In this paper,".</summary>
    NamesThePaper,

    /// <summary>A leading clause.</summary>
    LeadingClause,

    /// <summary>The end, from a clause border on.</summary>
    Tail,

    /// <summary>The end, inside a clause, because no border lay within the limit.</summary>
    InsideClause,
}

/// <summary>A contiguous part of one sentence that can stand as a summary.</summary>
/// <param name="Sentence">Place of the sentence in the abstract, from 0.</param>
/// <param name="Text">At most <see cref="SummaryWords.Limit"/> words; an ellipsis directly follows where the sentence went on.</param>
/// <param name="Cut">What was left out.</param>
internal readonly record struct TldrSpan(int Sentence, string Text, SpanCut Cut)
{
    /// <summary>All spans of an abstract, in reading order; at least one for each sentence.</summary>
    public static IEnumerable<TldrSpan> Of(IReadOnlyList<string> sentences)
    {
        for (var i = 0; i < sentences.Count; i++)
        {
            var any = false;
            foreach (var (text, cut) in SentenceTrimmer.Spans(sentences[i], SummaryWords.Limit))
            {
                any = true;
                yield return new TldrSpan(i, text, cut);
            }

            if (!any)
            {
                yield return new TldrSpan(i, SentenceTrimmer.Shortened(sentences[i], SummaryWords.Limit), SpanCut.InsideClause);
            }
        }
    }
}
