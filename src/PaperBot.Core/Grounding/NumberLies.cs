using System.Globalization;

namespace PaperBot.Grounding;

/// <summary>Wrong numbers, units and scales.</summary>
internal static class NumberLies
{
    private static readonly string[] Spelt =
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty thirty".Split(' ');

    private static readonly Dictionary<string, string> OtherUnits = new(StringComparer.Ordinal)
    {
        ["%"] = " points", ["percent"] = "points", ["points"] = "%", ["ms"] = "seconds", ["milliseconds"] = "seconds",
        ["seconds"] = "minutes", ["second"] = "minute", ["minutes"] = "hours", ["hours"] = "minutes", ["hour"] = "minute",
        ["days"] = "weeks",
        ["weeks"] = "months", ["months"] = "weeks", ["years"] = "months", ["year"] = "month", ["cm"] = "mm", ["mm"] = "cm",
        ["m"] = "km",
        ["km"] = "m", ["kilometres"] = "metres", ["g"] = "kg", ["kg"] = "g", ["KB"] = "MB", ["MB"] = "GB", ["GB"] = "MB",
        ["TB"] = "GB",
        ["terabytes"] = "gigabytes", ["M"] = "B", ["B"] = "M", ["K"] = "M", ["million"] = "billion", ["billion"] = "million",
        ["thousand"] = "million", ["Hz"] = "kHz", ["W"] = "kW", ["euros"] = "cents",
    };

    /// <summary>One number replaced by another that the source states nowhere.</summary>
    public static (string Text, string Change)? Wrong(string sentence, GroundingSource source, Random random)
    {
        var read = CitationMarkers.Read(sentence);
        var plain = Tokens.Plain(read.Claim);
        var claim = Statement.Of(plain);
        var numbers = claim.Quantities.Where(q => !q.Weak).ToList();
        if (numbers.Count == 0)
        {
            return null;
        }

        var chosen = numbers[random.Next(numbers.Count)];
        var token = claim.Tokens[chosen.First];
        var other = token.Kind == TokenKind.Number ? Another(token.Printed, random)
            : Array.IndexOf(Spelt, token.Folded) >= 0 ? Spelt[random.Next(Spelt.Length)] : null;
        return other is null || other == token.Printed ? null
            : Checked(sentence, read.Claim, plain, Replaced(plain, token, other), source, $"{token.Printed} → {other}",
                numbers.IndexOf(chosen));
    }

    /// <summary>A unit or a scale replaced: per cent by points, milliseconds by seconds, million by billion.</summary>
    public static (string Text, string Change)? WrongUnit(string sentence, GroundingSource source, Random random)
    {
        var read = CitationMarkers.Read(sentence);
        var plain = Tokens.Plain(read.Claim);
        var claim = Statement.Of(plain);
        var units = claim.Quantities
            .Where(q => !q.Weak && q.Last > q.First && OtherUnits.ContainsKey(claim.Tokens[q.Last].Printed)).ToList();
        if (units.Count == 0)
        {
            return null;
        }

        var chosen = units[random.Next(units.Count)];
        var token = claim.Tokens[chosen.Last];
        var other = OtherUnits[token.Printed];
        return Checked(
            sentence, read.Claim, plain, Replaced(plain, token, other), source, $"{token.Printed} → {other.Trim()}",
            claim.Quantities.Where(q => !q.Weak).ToList().IndexOf(chosen));
    }

    // The new number may not be what the source says somewhere, nor the old one in another form.
    private static (string, string)? Checked(
        string sentence, string claim, string plain, string changed, GroundingSource source, string change, int which)
    {
        var numbers = Statement.Of(changed).Quantities.Where(q => !q.Weak).ToList();
        if (which >= numbers.Count
            || numbers[which].IsStatedBy(Statement.Of(plain).Quantities.Where(q => !q.Weak).ElementAt(which))
            || source.Statements.Append(source.Title).Any(s => EvidenceChoice.IsStated(numbers[which], s)))
        {
            return null;
        }

        return (changed + sentence[MarkersAt(sentence, claim)..], change);
    }

    /// <summary>Where the markers after the claim begin.</summary>
    internal static int MarkersAt(string sentence, string claim)
    {
        var at = sentence.IndexOf('[', StringComparison.Ordinal);
        return at < 0 ? sentence.Length : at > 0 && sentence[at - 1] == ' ' && claim.Length > 0 ? at - 1 : at;
    }

    internal static string Replaced(string text, Token token, string other) =>
        string.Concat(text.AsSpan(0, token.Start), other, text.AsSpan(token.Start + token.Printed.Length))
            .Replace("  ", " ", StringComparison.Ordinal);

    private static string Another(string printed, Random random)
    {
        var dot = printed.IndexOf('.', StringComparison.Ordinal);
        var decimals = dot < 0 ? 0 : printed.Length - dot - 1;
        if (!decimal.TryParse(printed, NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            || value > 1_000_000_000_000m)
        {
            return printed;
        }

        // Off by at least a fifth, so that no rounding excuses it.
        var factor = random.Next(2) == 0 ? 0.35m + (random.Next(45) / 100m) : 1.2m + (random.Next(120) / 100m);
        var other = Math.Round(value * factor, decimals);
        other = other == value ? value + 2 : other;
        return other.ToString((printed.Contains(',', StringComparison.Ordinal) ? "N" : "F") + decimals,
            CultureInfo.InvariantCulture);
    }
}
