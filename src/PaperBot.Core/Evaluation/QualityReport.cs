using System.Globalization;
using System.Text;

namespace PaperBot.Evaluation;

/// <summary>The scores of one set of questions with one model.</summary>
/// <param name="Model">Who wrote, for a reader: "no model".</param>
/// <param name="Scores">The scores.</param>
internal sealed record ModelScores(string Model, EvalReport Scores);

/// <summary>What became of a stand-in's lies at one rate.</summary>
/// <param name="Rate">Share of its sentences that were spoilt, 0 to 1.</param>
/// <param name="ByKind">Counts by kind of lie, with those told truly under "honest".</param>
internal sealed record LieScores(double Rate, IReadOnlyDictionary<string, LieTally> ByKind);

/// <summary>Everything measured over one set of questions.</summary>
/// <param name="Name">Of the set, for a reader.</param>
/// <param name="Papers">How many papers were asked about.</param>
/// <param name="Models">Scores by model; the first in full, the others in a line each.</param>
/// <param name="Lies">By rate.</param>
internal sealed record QualitySet(string Name, int Papers, IReadOnlyList<ModelScores> Models, IReadOnlyList<LieScores> Lies);

/// <summary>The quality report in Markdown. Pure.</summary>
internal static class QualityReport
{
    private const string Honest = "honest";

    /// <summary>The report.</summary>
    /// <param name="sets">What was measured; at least one.</param>
    /// <param name="day">When.</param>
    public static string Of(IReadOnlyList<QualitySet> sets, DateOnly day)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Quality, measured {day:yyyy-MM-dd}\n\nWritten by `paperbot eval --report`.\n");
        text.Append("""

            - hit@1, hit@5: a gold paper is ranked first, or among the first five. cited: the answer cites one.
            - facts: stated in an answer that cites a gold paper, of those asked for. citations: right of all made.
            - refused: the answer says that the abstracts do not tell. Right for the kinds `none near` and `none off`.
            - The stand-ins are no models: the honest one repeats fitting sentences of its sources, the lying one spoils a share of
              them in eleven ways. They measure what checking does, not how well a model writes.

            """.ReplaceLineEndings("\n"));
        foreach (var set in sets)
        {
            Append(text, set);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, QualitySet set)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {set.Name}\n\n{set.Models[0].Scores.Total.N} questions about {set.Papers} papers.\n");
        text.Append(CultureInfo.InvariantCulture, $"\n{Capital(set.Models[0].Model)}:\n\n");
        text.Append("| kind | n | hit@1 | hit@5 | cited | facts | citations | refused | forbidden | misquoted |\n");
        text.Append("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        var first = set.Models[0].Scores;
        foreach (var (kind, t) in first.ByKind.Append(new("all", first.Total)))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {kind} | {t.N} | {t.HitAt1} | {t.HitAt5} | {t.Cited} | {t.FactsStated}/{t.Facts} | {t.CitationsRight}/{t.Citations} | {t.Refused} | {t.Forbidden} | {t.Misquoted} |\n");
        }

        text.Append("\nEach model over all questions:\n\n");
        text.Append("| model | in its words | cited | facts | citations | refused rightly | refused wrongly | forbidden | misquoted | p50 ms | p95 ms |\n");
        text.Append("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var (model, scores) in set.Models)
        {
            var t = scores.Total;
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {model} | {t.ByModel} | {t.Cited} | {t.FactsStated}/{t.Facts} | {t.CitationsRight}/{t.Citations} | {scores.RefusedRightly}/{scores.ToRefuse} | {scores.RefusedWrongly} | {t.Forbidden} | {t.Misquoted} | {scores.P50Ms:F1} | {scores.P95Ms:F1} |\n");
        }

        AppendLies(text, set.Lies);
    }

    private static void AppendLies(StringBuilder text, IReadOnlyList<LieScores> lies)
    {
        if (lies.Count == 0)
        {
            return;
        }

        text.Append("\nLies of the stand-in, posted unchanged of told, by kind and share of its sentences spoilt:\n\n| kind |");
        text.AppendJoin("", lies.Select(l => string.Create(CultureInfo.InvariantCulture, $" {l.Rate:0.##} |")));
        text.Append("\n|---|").AppendJoin("", lies.Select(_ => "--:|")).Append('\n');
        foreach (var kind in lies.SelectMany(l => l.ByKind.Keys).Where(k => k != Honest).Distinct().Order(StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {kind} |");
            text.AppendJoin("", lies.Select(l => $" {Cell(l.ByKind.GetValueOrDefault(kind))} |")).Append('\n');
        }

        text.Append("| all |").AppendJoin("", lies.Select(l => $" {All(l)} |")).Append('\n');
        text.Append("| true sentences refused |").AppendJoin("", lies.Select(l => $" {Refused(l)} |")).Append('\n');
    }

    private static string Cell(LieTally? tally) => tally is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{tally.Posted}/{tally.Told}");

    private static string All(LieScores lies)
    {
        var told = lies.ByKind.Where(k => k.Key != Honest).Sum(k => k.Value.Told);
        var posted = lies.ByKind.Where(k => k.Key != Honest).Sum(k => k.Value.Posted);
        return told == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{posted}/{told} ({100.0 * posted / told:0.0}%)");
    }

    private static string Refused(LieScores lies) => lies.ByKind.GetValueOrDefault(Honest) is { } honest
        ? string.Create(CultureInfo.InvariantCulture, $"{honest.Told - honest.Posted}/{honest.Told}") : "";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
