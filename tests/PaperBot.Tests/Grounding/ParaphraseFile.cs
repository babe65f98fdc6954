using System.Text.Json;
using PaperBot.Grounding;

namespace PaperBot.Tests.Grounding;

/// <summary>A true sentence about a bundled paper in other words, with alterations that make it false.</summary>
/// <param name="Paper">Title of the paper.</param>
/// <param name="Claim">The sentence, without a marker.</param>
/// <param name="Spoilt">Alterations made by hand; may be empty.</param>
internal sealed record Paraphrase(string Paper, string Claim, IReadOnlyList<(CorruptionKind Kind, string Text)> Spoilt);

/// <summary>
/// Reads lines of <c>{"paper", "claim", "spoilt": [{"kind", "text"}]}</c>; "spoilt" may be missing, a kind is number, unit, name,
/// direction, negation or merged.
/// </summary>
internal static class ParaphraseFile
{
    public static List<Paraphrase> Read(string path) =>
        [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line =>
        {
            using var record = JsonDocument.Parse(line);
            var root = record.RootElement;
            List<(CorruptionKind Kind, string Text)> spoilt = !root.TryGetProperty("spoilt", out var alterations) ? []
                : [.. alterations.EnumerateArray().Select(a => (
                    Enum.Parse<CorruptionKind>(a.GetProperty("kind").GetString()!, ignoreCase: true),
                    a.GetProperty("text").GetString()!))];
            return new Paraphrase(root.GetProperty("paper").GetString()!, root.GetProperty("claim").GetString()!, spoilt);
        })];
}
