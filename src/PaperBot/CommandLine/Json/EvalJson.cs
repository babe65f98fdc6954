using PaperBot.Evaluation;

namespace PaperBot.CommandLine.Json;

/// <summary>What <c>eval</c> prints; shares are from 0 to 1, null where nothing of the kind was asked.</summary>
internal sealed record EvalReportJson(
    int N, double? HitAt1, double? HitAt5, double? FactAccuracy, double? CitationPrecision, AbstentionJson Abstention,
    IReadOnlyDictionary<string, EvalKindJson> ByKind, LatencyJson LatencyMs)
{
    public static EvalReportJson Of(EvalReport report) => new(
        report.Total.N,
        Share(report.Total.HitAt1, report.Total.WithGold),
        Share(report.Total.HitAt5, report.Total.WithGold),
        Share(report.Total.FactsStated, report.Total.Facts),
        Share(report.Total.CitationsRight, report.Total.Citations),
        new AbstentionJson(
            Share(report.RefusedRightly, report.RefusedRightly + report.RefusedWrongly), Share(report.RefusedRightly, report.ToRefuse)),
        report.ByKind.ToDictionary(k => k.Key, k => EvalKindJson.Of(k.Value), StringComparer.Ordinal),
        new LatencyJson(report.P50Ms, report.P95Ms));

    public static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;
}

/// <summary>Refusals: how many were right, and how many of the right ones were made.</summary>
internal sealed record AbstentionJson(double? Precision, double? Recall);

/// <summary>Counts of one kind, as the report has them.</summary>
internal sealed record EvalKindJson(
    int N, int HitAt1, int HitAt5, int Cited, int Facts, int FactsStated, int Citations, int CitationsRight, int Refused, int Forbidden,
    int Misquoted)
{
    public static EvalKindJson Of(EvalTally t) => new(
        t.N, t.HitAt1, t.HitAt5, t.Cited, t.Facts, t.FactsStated, t.Citations, t.CitationsRight, t.Refused, t.Forbidden, t.Misquoted);
}

/// <summary>Time of one answer in milliseconds.</summary>
internal sealed record LatencyJson(double P50, double P95);
