using System.Globalization;
using PaperBot.Grounding;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>How a sentence stands to the abstracts.</summary>
internal enum Standing
{
    /// <summary>An abstract says so.</summary>
    Supported,

    /// <summary>An abstract that speaks of it says otherwise.</summary>
    Contradicted,

    /// <summary>No abstract says so or otherwise.</summary>
    NotStated,
}

/// <summary>A sentence with what was found of it.</summary>
/// <param name="Text">As given.</param>
/// <param name="Standing">What was found.</param>
/// <param name="Paper">Whose abstract decides; null where nothing is stated.</param>
/// <param name="Quote">The deciding words of that abstract, verbatim; empty where nothing is stated.</param>
internal sealed record CheckedText(string Text, Standing Standing, Paper? Paper, string Quote);

/// <summary>
/// Checks a text of anybody's against the abstracts that come closest to each of its sentences, by the same code that checks what
/// a model writes. Without a model; it knows what the abstracts say, not what is true. Pure.
/// </summary>
internal static class TextCheck
{
    /// <summary>Sentences that are checked; what comes after is left.</summary>
    public const int MostSentences = 12;

    // Sentences after the first often name nothing: the text around them says what they speak of.
    private const double ShareOfTheText = 0.25;
    private const int Candidates = 6;

    // A model writes from the abstracts it cites, so that half of its words are proof enough; anybody's text may speak of anything.
    private const double LeastSaid = 0.7;

    // What is refused for a number or a "not" is only contradicted where the abstract surely speaks of the same thing.
    private const double SameMatter = 0.55;

    /// <summary>Each sentence of the text with its standing, in order; empty when there is none.</summary>
    public static IReadOnlyList<CheckedText> Of(string text, CorpusSnapshot corpus)
    {
        var named = corpus.MentionsIn(text).Select(m => m.Paper).DistinctBy(p => p.Id).Take(Candidates).ToList();
        Dictionary<string, GroundingSource> sources = new(StringComparer.Ordinal);
        List<CheckedText> found = [];
        foreach (var sentence in SentencesIn(text).Take(MostSentences))
        {
            var terms = QueryTerms.Of(sentence).With(text, ShareOfTheText);
            var papers = corpus.MentionsIn(sentence).Select(m => m.Paper)
                .Concat(corpus.Rank(terms, PaperFilter.None, null, Candidates).Select(h => h.Paper))
                .Concat(named)
                .Where(p => !string.IsNullOrWhiteSpace(p.Abstract))
                .DistinctBy(p => p.Id);
            found.Add(Check(sentence, papers.Take(Candidates + named.Count).Select(SourceOf)));
        }

        return found;

        GroundingSource SourceOf(Paper paper) => sources.TryGetValue(paper.Id, out var known)
            ? known
            : sources[paper.Id] = new GroundingSource(sources.Count + 1, paper);
    }

    /// <summary>What of a text can be checked: its sentences without markers; a line break ends one.</summary>
    public static IEnumerable<string> SentencesIn(string text) => text.ReplaceLineEndings("\n").Split('\n')
        .SelectMany(line => Sentences.Of(line))
        .Select(s => CitationMarkers.Read(s.Text).Claim.Trim())
        .Where(s => Words.Of(s).Count > 0);

    private static CheckedText Check(string sentence, IEnumerable<GroundingSource> sources)
    {
        CheckedText? against = null;
        foreach (var source in sources)
        {
            // One source at a time: another paper's words neither help nor hurt.
            var marker = string.Create(CultureInfo.InvariantCulture, $" [{source.Number}]");
            var verdict = new CitationVerifier([source]).Check(sentence + marker);
            var quote = verdict.Evidence is [var best, ..] ? best.Text : "";
            if (verdict.IsSupported && verdict.Overlap >= LeastSaid)
            {
                return new CheckedText(sentence, Standing.Supported, source.Paper, quote);
            }

            if (against is null && quote.Length > 0 && SaysOtherwise(verdict, quote))
            {
                against = new CheckedText(sentence, Standing.Contradicted, source.Paper, quote);
            }
        }

        return against ?? new CheckedText(sentence, Standing.NotStated, null, "");
    }

    private static bool SaysOtherwise(Verdict verdict, string quote) => verdict.Overlap >= SameMatter && verdict.Refusal switch
    {
        Objection.Negation or Objection.Direction => true,
        Objection.Number => Numbers.HoldsQuantity(quote),
        _ => false,
    };
}
