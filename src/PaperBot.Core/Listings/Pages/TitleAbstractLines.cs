using System.Text.RegularExpressions;

namespace PaperBot.Listings.Pages;

/// <summary>A title on one line, its abstract on the next, and so on; blank lines mean nothing.</summary>
internal sealed partial class TitleAbstractLines : IListingLayout
{
    /// <summary>A mean pair cost above this is not alternation of titles and abstracts.</summary>
    private const double AcceptableCost = 2.5;

    /// <summary>A single short pair without page chrome around it could be anything, such as a heading and a sentence.</summary>
    private const int ShortestLoneAbstract = 120;

    public string Format => "title-abstract-lines";

    public double Evidence(ListingText text)
    {
        var lines = PageChrome.Remove(text.Head).ToList();
        var chrome = text.Head.Any(line => !line.IsBlank && PageChrome.IsChrome(line.Content));
        if (lines.Count == 0 || (lines.Count == 1 && !chrome) || LooksLikeOtherText(lines))
        {
            return 0;
        }

        var pairs = TitleAbstractPairing.Pair(lines, out _);
        var whole = pairs.Where(pair => pair is { Title: not null, Abstract: not null }).ToList();
        if (whole.Count == 0)
        {
            return chrome && lines.Count <= 2 ? 0.5 : 0;
        }

        if (whole.Count == 1 && !chrome && whole[0].Abstract!.Content.Length < ShortestLoneAbstract)
        {
            return 0;
        }

        var good = whole.Count(IsGood) / (double)whole.Count;

        // Headings before the first and behind the last paper are no evidence against those between, unless they are most of the text.
        var span = pairs.Skip(pairs.IndexOf(whole[0])).Take(pairs.IndexOf(whole[^1]) - pairs.IndexOf(whole[0]) + 1);
        var paired = 4 * whole.Count >= lines.Count ? 2.0 * whole.Count / span.Sum(pair => pair is { Title: not null, Abstract: not null } ? 2 : 1) : 0;

        // A lone pair is rather one pasted paper, if it has the blank line of one.
        var most = whole.Count == 1 && !chrome ? 0.55 : 0.9;
        return good >= 0.6 && paired >= 0.6 ? Math.Min(most, 0.45 + (good * paired * 0.4) + (chrome ? 0.1 : 0)) : 0;
    }

    public IEnumerable<ListingEntry> Read(ListingText text)
    {
        var lines = PageChrome.Remove(text.Lines()).ToList();
        var pairs = TitleAbstractPairing.Pair(lines, out _);
        for (var i = 0; i < pairs.Count; i++)
        {
            var last = i == pairs.Count - 1;
            yield return PairEntry.From(pairs[i], cut: last && (pairs[i].Abstract is null || text.EndsMidLine));
        }
    }

    private static bool IsGood(TitleAbstractPair pair) =>
        pair is { Title: { } title, Abstract: { } prose }
        && LineShape.TitleCost(title) + LineShape.AbstractCost(prose) <= AcceptableCost
        && (prose.Fault is not null || (prose.Content.Length > title.Content.Length && Words().Count(prose.Content) >= 8))
        && TitleStart().IsMatch(title.Content);

    /// <summary>Marks of source code, tables, logs, mark-up and manuals on a good part of the lines.</summary>
    private static bool LooksLikeOtherText(List<Line> lines)
    {
        var foreign = lines.Count(line => line.Fault is null && Foreign().IsMatch(line.Content));
        return foreign >= 2 && foreign * 8 >= lines.Count;
    }

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Words();

    [GeneratedRegex(@"^[\p{Lu}\p{Lo}\p{Nd}""'“‘$\\(\[¿¡]|^\p{Ll}+[\p{Lu}\p{Nd}-]|^\p{Ll}+\s\p{L}")]
    private static partial Regex TitleStart();

    [GeneratedRegex(
        @"^(?:#|```|[-*+]\s|\d+[.)]\s|\||>|//|/\*|<[/!?a-zA-Z]|\{|\}|\[(?:INFO|WARN|ERROR|DEBUG)|\$\s"
        + @"|(?:using|import|from|def|class|public|private|internal|return|if|for|while|var|let|const|function|namespace|package)\b.*[;:{(]\s*$"
        + @"|\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\d\d:\d\d:\d\d"
        + @"|(?:installation|install|usage|license|licence|contributing|getting started|table of contents|features|requirements"
        + @"|quick ?start|introduction|changelog|faq|acknowledge?ments|chapter\s+\w+\.?|contents|documentation|examples?)$)"
        + @"|[;{}]$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();
}
