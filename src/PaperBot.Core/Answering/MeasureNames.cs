using System.Text.RegularExpressions;

namespace PaperBot.Answering;

/// <summary>Names of measures and settings whose value a question may ask for.</summary>
internal static partial class MeasureNames
{
    private const string Metrics =
        @"f1|wer|word\s+error\s+rate|cer|bleu|rouge|chrf|auc|mrr|ndcg|iou|perplexity";

    private const string Settings = @"learning\s+rate|batch\s+size|weight\s+decay|context\s+(length|window)";

    // These are ordinary words too: "how models recall facts", "rolling dice".
    private const string Ordinary = @"recall|precision|dice";

    // Spellings of one measure.
    private static readonly string[][] Alike = [["wer", "word error rate"], ["f1", "f-1", "f_1", "f_{1}"], ["cer", "character error rate"]];

    /// <summary>The measure a question names, in lower case, or null.</summary>
    public static string? In(string question) =>
        NamePattern().Match(question) is { Success: true } match
            ? string.Join(' ', match.Groups["name"].Value.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            : null;

    /// <summary>Whether a text speaks of a measure, in any spelling of its name.</summary>
    public static bool IsIn(string text, string measure) =>
        (Array.Find(Alike, names => names.Contains(measure)) ?? [measure]).Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(
        @"\b(?<name>"
        + Metrics + "|" + Settings + @")\b|\b(what|which|whose|the|its|their|and)\s+(?<name>" + Ordinary + @")\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex NamePattern();
}
