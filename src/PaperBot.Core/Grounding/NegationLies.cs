using System.Text.RegularExpressions;

namespace PaperBot.Grounding;

/// <summary>A "not" dropped or put in.</summary>
internal static partial class NegationLies
{
    // Verbs that abstracts state facts with, as printed and as they stand after "not".
    private static readonly Dictionary<string, string> Verbs = Build(
        "reaches reach", "needs need", "improves improve", "reduces reduce", "raises raise", "lowers lower", "finds find",
        "keeps keep",
        "runs run", "takes take", "uses use", "makes make", "saves save", "beats beat", "gives give", "learns learn",
        "detects detect",
        "costs cost", "satisfies satisfy", "works work", "increases increase", "decreases decrease", "falls fall", "rises rise",
        "predicts predict", "brings bring", "turns turn", "produces produce", "allows allow", "converts convert",
        "recovers recover",
        "leaves leave", "achieves achieve", "outperforms outperform", "combines combine", "drops drop", "shows show",
        "remains remain",
        "requires require", "leads lead", "contains contain", "correlates correlate", "asks ask", "grows grow", "removes remove",
        "changes change", "scores score", "matches match", "relearns relearn", "shrinks shrink", "writes write", "handles handle",
        "becomes become", "gets get", "supports support", "explains explain", "accounts account", "locates locate",
        "becomes become",
        "estimates estimate", "decides decide", "covers cover", "corrects correct", "loses lose", "counts count",
        "retrieves retrieve");

    private static readonly HashSet<string> Auxiliaries = new(StringComparer.Ordinal)
    {
        "is", "are", "was", "were", "can", "could", "will", "may", "must", "should",
    };

    /// <summary>The sentence with one negation dropped where it has one, otherwise with one put in.</summary>
    public static (string Text, string Change)? Turned(string sentence, Random random)
    {
        var read = CitationMarkers.Read(sentence);
        var plain = Tokens.Plain(read.Claim);
        var tail = sentence[NumberLies.MarkersAt(sentence, read.Claim)..];
        var claim = Statement.Of(plain);
        List<(string, string)> dropped = [.. Dropped(plain)];
        if (dropped.Count > 0 && random.Next(4) > 0)
        {
            var (text, change) = dropped[random.Next(dropped.Count)];
            return (text + tail, change);
        }

        List<(string, string)> added = [];
        foreach (var token in claim.Tokens)
        {
            if (Auxiliaries.Contains(token.Printed) && !plain.AsSpan(token.Start).StartsWith($"{token.Printed} not"))
            {
                added.Add((NumberLies.Replaced(plain, token, $"{token.Printed} not"), $"{token.Printed} → {token.Printed} not"));
            }
            else if (Verbs.TryGetValue(token.Printed, out var verb) && IsVerbHere(claim, token))
            {
                added.Add((NumberLies.Replaced(plain, token, $"does not {verb}"), $"{token.Printed} → does not {verb}"));
            }
        }

        if (added.Count == 0)
        {
            return null;
        }

        var (spoilt, how) = added[random.Next(added.Count)];
        return (spoilt + tail, how);
    }

    private static IEnumerable<(string, string)> Dropped(string text)
    {
        foreach (Match match in Negation().Matches(text))
        {
            var other = match.Value.TrimEnd().ToLowerInvariant() switch
            {
                "without" => "with ",
                "cannot" => "can ",
                "no" => "a ",
                "unable to" => "able to ",
                "fails to" => "manages to ",
                _ => "",
            };
            other = match.Index == 0 && other.Length > 0 ? char.ToUpperInvariant(other[0]) + other[1..] : other;
            yield return (string.Concat(text.AsSpan(0, match.Index), other, text.AsSpan(match.Index + match.Length)),
                $"\"{match.Value.Trim()}\" dropped");
        }
    }

    // "the scores", "two turns": a noun in the plural looks the same.
    private static bool IsVerbHere(Statement claim, Token token)
    {
        var at = claim.Tokens.IndexOf(token);
        return at > 0 && claim.Tokens[at - 1].Kind == TokenKind.Word && !claim.InQuantity[at - 1]
            && claim.Tokens[at - 1].Folded is not ("the" or "of" or "and" or "these" or "those" or "all" or "many" or "several"
                or "to");
    }

    private static Dictionary<string, string> Build(params string[] pairs) =>
        pairs.Distinct().Select(p => p.Split(' ')).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);

    [GeneratedRegex(@"\b(?:not(?! only)|never|[Ww]ithout|cannot|unable to|fails to|[Nn]o(?= (?!longer|matter)[a-z])) ")]
    private static partial Regex Negation();
}
