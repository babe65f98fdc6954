using System.Globalization;
using System.Text;
using PaperBot.Answering;
using PaperBot.Evaluation;

namespace PaperBot.CommandLine;

/// <summary>What <c>eval</c> shows a person.</summary>
internal static class EvalTable
{
    public static string Of(EvalReport report)
    {
        var table = new StringBuilder();
        table.Append("kind                 n   hit@1  hit@5  cited     facts    citations  refused  forbidden  misquoted\n");
        foreach (var (kind, t) in report.ByKind.Append(new("all", report.Total)))
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"{kind,-17}{t.N,5}{t.HitAt1,8}{t.HitAt5,7}{t.Cited,7}{$"{t.FactsStated}/{t.Facts}",10}{$"{t.CitationsRight}/{t.Citations}",13}{t.Refused,9}")
                .Append(CultureInfo.InvariantCulture, $"{t.Forbidden,11}{t.Misquoted,11}\n");
        }

        table.Append(
            CultureInfo.InvariantCulture,
            $"\nrefused {report.RefusedRightly} of {report.ToRefuse} that should be, {report.RefusedWrongly} that should not; ");
        table.Append(
            CultureInfo.InvariantCulture, $"an answer takes {report.P50Ms:F1} ms (median), {report.P95Ms:F1} ms (95%).\n");
        table.Append(report.Total.ByModel == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $"{report.Total.ByModel} of {report.Total.N} answers are in a model's words.\n"));
        table.Append("cited: a gold paper is cited. facts: stated in an answer that cites a gold paper. citations: right of all made.\n");
        return table.ToString();
    }

    /// <summary>A question that went wrong, on two lines; empty for one that did not.</summary>
    public static string Failure(EvalOutcome outcome) => outcome.IsRight
        ? ""
        : $"{outcome.Question.Group} {outcome.Question.Id}: {outcome.Question.Question}\n  {outcome.Answer.Outcome}; cited {Cited(outcome.Answer)}\n";

    private static string Cited(Answer answer) => answer.Citations.Count == 0
        ? "nothing"
        : string.Join("; ", answer.Citations.Select(c => c.Title).Distinct(StringComparer.Ordinal));
}
