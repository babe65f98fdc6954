using System.Text.RegularExpressions;

namespace PaperBot.Evaluation;

/// <summary>
/// Decides whether an answer states a fact: one of its wordings occurs, not inside a longer word or number. Case, markup and
/// kinds of dash and apostrophe do not matter.
/// </summary>
internal static partial class FactMatcher
{
    /// <summary>True when one of the wordings in <paramref name="fact"/> (<c>a|b</c>) occurs in the answer.</summary>
    public static bool Holds(string answer, string fact) => fact.Split('|').Any(wording => Occurs(answer, wording));

    private static bool Occurs(string answer, string wording)
    {
        var plain = Normalise(wording);
        if (plain.Length == 0)
        {
            return false;
        }

        var pattern = $@"(?<!\w)(?<!\d[.,]){Regex.Escape(plain)}";
        if (char.IsDigit(plain[^1]) || (plain.Length <= 4 && char.IsLetterOrDigit(plain[^1])))
        {
            pattern += @"(?!\w)(?![.,]\d)";
        }

        return Regex.IsMatch(Normalise(answer), pattern);
    }

    private static string Normalise(string text) =>
        WhiteSpace().Replace(
            text.Replace("\\", "", StringComparison.Ordinal)
                .Replace('–', '-')
                .Replace('’', '\'')
                .Replace("**", "", StringComparison.Ordinal),
            " ").ToLowerInvariant();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
