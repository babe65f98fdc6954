using System.Text.RegularExpressions;

namespace PaperBot.Listings.Pages;

/// <summary>A line taken apart into its title and what is printed behind it.</summary>
/// <param name="Title">The title.</param>
/// <param name="Authors">Names in printed order, or null when none could be told from the title.</param>
/// <param name="EtAl">True when the line says "et al.".</param>
/// <param name="Affiliations">Institutions in printed order, or null.</param>
internal sealed record TitledLine(string Title, IReadOnlyList<string>? Authors, bool EtAl, IReadOnlyList<string>? Affiliations);

/// <summary>
/// Finds where a title ends and the first author begins in <c>…Mixture-of-Experts LLMAda Quill, Bo Vance et al. · some-lab</c>.
/// Nothing separates the two, so every place where a name could touch a title is priced: what follows must be names up to the end of
/// the line, what precedes should end like a title. The cheapest place wins; too dear means that no authors are printed.
/// </summary>
internal static partial class AuthorBoundary
{
    /// <summary>Above this the best place is not believed. Printed signs of an author list (et al., several names) raise it.</summary>
    private const double Believed = 3.5;
    private const double BelievedWithSigns = 8;

    /// <summary>Names printed behind one title; more is a list of something else.</summary>
    private const int LongestList = 200;

    /// <summary>No title with its authors is longer; it also bounds the work on a line that is something else.</summary>
    private const int LongestLine = 4000;

    public static TitledLine Split(string line)
    {
        if (line.Length > LongestLine)
        {
            return new TitledLine(line, null, EtAl: false, null);
        }

        var (head, affiliations) = CutAffiliations(line);
        var etAl = EtAl().Match(head);
        var names = etAl.Success ? head[..etAl.Index].TrimEnd(' ', ',', '\u00A0') : head;
        var (at, cost) = Cheapest(names);
        var signs = etAl.Success || affiliations is not null || names.Contains(',', StringComparison.Ordinal);
        return at > 0 && cost <= (signs ? BelievedWithSigns : Believed)
            ? new TitledLine(names[..at].TrimEnd(), [.. SplitNames(names[at..])], etAl.Success, affiliations)
            : etAl.Success ? new TitledLine(names, null, EtAl: true, affiliations) : new TitledLine(line, null, EtAl: false, null);
    }

    /// <summary>Reads a line that holds nothing but authors and institutions, as some saves print them; else null.</summary>
    public static TitledLine? ReadAuthorLine(string line)
    {
        if (line.Length > LongestLine)
        {
            return null;
        }

        var (head, affiliations) = CutAffiliations(line);
        var etAl = EtAl().Match(head);
        var names = SplitNames(etAl.Success ? head[..etAl.Index] : head).ToList();
        return names.Count > 0 && names.All(name => PersonName.Cost(name) < 2)
            ? new TitledLine(string.Empty, names, etAl.Success, affiliations)
            : null;
    }

    /// <summary>The names of a printed author list.</summary>
    public static IEnumerable<string> SplitNames(string list) =>
        Separator().Split(list).Select(name => Spaces().Replace(name.Trim(), " ")).Where(name => name.Length > 0);

    private static (string Head, IReadOnlyList<string>? Affiliations) CutAffiliations(string line)
    {
        var match = Affiliations().Match(line);
        if (!match.Success)
        {
            return (TrailingDot().Replace(line, string.Empty), null);
        }

        var list = match.Groups["list"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return (line[..match.Index].TrimEnd(), list.Length == 0 ? null : list);
    }

    private static (int At, double Cost) Cheapest(string text)
    {
        var best = (At: -1, Cost: double.MaxValue);
        foreach (var start in Starts(text))
        {
            var glue = GlueCost(text, start);
            if (glue < best.Cost)
            {
                var cost = glue + TitleEndCost(text[..start]) + ListCost(text[start..]);
                if (cost < best.Cost)
                {
                    best = (start, cost);
                }
            }
        }

        return best;
    }

    /// <summary>Places from right to left: on equal price the shorter author part wins, for titles are camel-cased more often than names.</summary>
    private static IEnumerable<int> Starts(string text)
    {
        for (var i = text.Length - 2; i >= 3; i--)
        {
            if (char.IsLetter(text[i]) && !char.IsWhiteSpace(text[i - 1]))
            {
                yield return i;
            }
        }
    }

    private static double GlueCost(string text, int at)
    {
        char before = text[at - 1], first = text[at], second = text[at + 1];
        if (!char.IsUpper(first))
        {
            var script = IsUncased(first) && !IsUncased(before);
            return script ? 0
                : !ParticleStart().IsMatch(text[at..]) ? PersonName.Never
                : char.IsLower(before) ? (WordEnd().IsMatch(text[at..]) ? 7 : 4)
                : before is '?' or '!' or ')' or '"' or '”' || char.IsDigit(before) ? 0.5 : PersonName.Never;
        }

        if (char.IsLower(before))
        {
            return 0;
        }

        if (char.IsUpper(before))
        {
            // LLM|Sainbayar: an acronym's last capital may begin the name only when a small letter or an initial's dot follows.
            var acronym = at >= 2 && (char.IsUpper(text[at - 2]) || char.IsDigit(text[at - 2]) || text[at - 2] is '-');
            var name = char.IsLower(second) || second is '.' or '\'' or '’' || char.IsWhiteSpace(second);
            return !name || PluralAcronym().IsMatch(text[at..])
                ? PersonName.Never
                : (acronym ? 0 : 1) + (char.IsLower(second) ? 0 : char.IsWhiteSpace(second) ? 4 : 0.5);
        }

        return before switch
        {
            '-' or '‐' or '‑' or '/' or '&' or '(' or '[' or '{' or '“' or '‘' or '#' or '@' or '_' or '\\' => PersonName.Never,
            '.' or '\'' or '’' => EndsWord(text, at) ? 0.5 : 2,
            _ => 0,
        };
    }

    /// <summary>A full stop or a closing apostrophe ends a title; inside an initial or a name it does not.</summary>
    private static bool EndsWord(string text, int at) =>
        text[at - 1] is '.' && at >= 3 && char.IsLetterOrDigit(text[at - 2]) && (char.IsLower(text[at - 3]) || text[at - 2] is '.');

    private static double TitleEndCost(string title)
    {
        var word = LastWord().Match(title).Value;
        var humps = Hump().Matches(word);

        // "ReportOpen" is a title's "Report" with half an author, unlike "DeepMind"; so is "LLMMc", unlike "LLMs".
        var torn = humps.Count > 0 && humps[0].Index >= 5 && PersonName.IsTitleWord(word[..humps[0].Index]) ? 3 : HalfAcronym().IsMatch(word) ? 1.5 : 0;
        var fragment = word.Length is 1 or 2 && char.IsUpper(word[0]) && (word.Length == 1 || char.IsLower(word[1])) ? 1.5 : 0;
        var dangling = Dangling().IsMatch(title) ? 3 : 0;
        return humps.Count + torn + fragment + dangling;
    }

    private static double ListCost(string list)
    {
        double cost = 0;
        var count = 0;
        foreach (var name in SplitNames(list))
        {
            cost += PersonName.Cost(name) * (count == 0 ? 1 : 0.5);
            if (cost >= PersonName.Never / 2 || ++count > LongestList)
            {
                return PersonName.Never;
            }
        }

        return count == 0 ? PersonName.Never : cost;
    }

    private static bool IsUncased(char c) => char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.OtherLetter;

    [GeneratedRegex(@"\s*,?\s*(?<!\p{L})et\s+al\b\.?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex EtAl();

    // Institutions are slugs or short names; a sentence behind a middle dot is part of the title.
    [GeneratedRegex(@"\s*[·•]\s+(?<list>[^·•:;?!]{1,300})$")]
    private static partial Regex Affiliations();

    [GeneratedRegex(@"\s*[·•]\s*$")]
    private static partial Regex TrailingDot();

    [GeneratedRegex(@"\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+")]
    private static partial Regex Separator();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(?:van|von|de|del|della|di|da|dos|du|bin|ibn|al|el|ter|ten)(?:\s+(?:der|den|de|la|las|los))?\s+\p{Lu}\p{Ll}+")]
    private static partial Regex ParticleStart();

    // "Critical Perspectives" and "Computer Vision" name no Al Perspectives and no Ter Vision.
    [GeneratedRegex(@"^(?:de|del|di|da|dos|du|al|el|ter|ten)\s+\p{Lu}")]
    private static partial Regex WordEnd();

    [GeneratedRegex(@"[\p{L}\p{Nd}]+$")]
    private static partial Regex LastWord();

    [GeneratedRegex(@"(?<=\p{Ll})\p{Lu}\p{Ll}+")]
    private static partial Regex Hump();

    [GeneratedRegex(@"^\p{Lu}s(?!\p{L})")]
    private static partial Regex PluralAcronym();

    [GeneratedRegex(@"\p{Lu}{2}(?!s$)\p{Ll}+$")]
    private static partial Regex HalfAcronym();

    [GeneratedRegex(@"(?:^|\s)(?:of|for|the|a|an|and|or|in|on|with|via|to|from|by|as|at|is|are)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dangling();
}
