using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>Measures each sentence of an abstract against a question; one row a sentence, one column a feature.</summary>
internal static class EvidenceFeatures
{
    // A term no sentence covers still has a weight: what is asked for and missing makes the rest count less.
    private const double AsIfCovered = 0.5;

    /// <summary>Columns of a row, one for each <see cref="EvidenceFeature"/>.</summary>
    public static readonly int Count = Enum.GetValues<EvidenceFeature>().Length;

    /// <summary>Rows in reading order.</summary>
    /// <param name="paper">Whose abstract it is.</param>
    /// <param name="evidence">All its sentences.</param>
    /// <param name="terms">Of the question.</param>
    /// <param name="weights">What each term counts in this paper; one a term, none negative.</param>
    /// <param name="shape">What the question asks for.</param>
    public static double[][] Of(
        Paper paper, IReadOnlyList<Evidence> evidence, IReadOnlyList<ExpandedTerm> terms, double[] weights, AnswerShape shape)
    {
        var tone = SentenceTone.Of(paper);
        var telltale = Telltale(evidence, weights);
        var (weight, telltaleWeight) = (weights.Sum(), telltale.Sum());
        var spellings = new Spellings(terms);
        var rows = new double[evidence.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i] = new double[Count];
            var alike = spellings.In(evidence[i]);
            double covered = 0, spelt = 0;
            for (var t = 0; t < weights.Length; t++)
            {
                covered += telltale[t] * evidence[i].Shares[t];
                spelt += weights[t] * Math.Max(0, alike[t] - evidence[i].Shares[t]);
            }

            row[(int)EvidenceFeature.Covered] = telltaleWeight > 0 ? covered / telltaleWeight : 0;
            row[(int)EvidenceFeature.SpeltAlike] = weight > 0 ? spelt / weight : 0;
            row[(int)EvidenceFeature.Fit] = Math.Log(AnswerFit.Of(evidence[i], shape));
            row[(int)EvidenceFeature.Telling] = tone[i].Telling;
            row[(int)EvidenceFeature.Place] = rows.Length > 1 ? i / (rows.Length - 1.0) : 0;
            row[(int)EvidenceFeature.Last] = i == rows.Length - 1 ? 1 : 0;
            row[(int)EvidenceFeature.Length] = Math.Log(Math.Max(1, evidence[i].Words.Count));
            row[(int)EvidenceFeature.Dangling] = tone[i].Dangling ? 1 : 0;
            row[(int)EvidenceFeature.Gains] = tone[i].Gains ? 1 : 0;
            row[(int)EvidenceFeature.TellingInList] = shape.Breadth == Breadth.One ? 0 : tone[i].Telling;
            row[(int)EvidenceFeature.Asks] = tone[i].Asks ? 1 : 0;
        }

        return rows;
    }

    // What every sentence speaks of tells none of them apart: an inverse frequency within the abstract, on top of the corpus's.
    private static double[] Telltale(IReadOnlyList<Evidence> evidence, double[] weights)
    {
        var telltale = new double[weights.Length];
        for (var t = 0; t < telltale.Length; t++)
        {
            telltale[t] = weights[t] * Math.Log(1 + (evidence.Count / (AsIfCovered + evidence.Sum(e => e.Shares[t]))));
        }

        return telltale;
    }
}
