using System.Text;
using System.Text.RegularExpressions;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Generation;

/// <summary>
/// Tells whether a model's words are plain prose about given papers: no link, no markup the papers do not print themselves, no
/// invisible character, and words of the language that the papers are read in.
/// </summary>
internal static partial class PlainProse
{
    // Human one-sentence summaries of papers have fewer: see the tests, which measure it where the data is at hand.
    private const double MostUnknown = 0.25;
    private const int FewestToJudge = 4;

    private static readonly char[] Edges = [.. ".,;:!?\"'“”‘’()"];

    /// <summary>True when the text holds a link, a mention, markup foreign to the papers, or an invisible character.</summary>
    public static bool HoldsMarkup(string text, IReadOnlyList<Paper> papers)
    {
        if (text.EnumerateRunes().Any(IsInvisible) || LinkPattern().IsMatch(text))
        {
            return true;
        }

        // "A*", "C#" and "[CLS]" are names where the paper prints them.
        HashSet<string>? printed = null;
        return Pieces(text).Where(p => MarkPattern().IsMatch(p)).Any(
            p => !(printed ??= [.. papers.SelectMany(x => Pieces(Readable(x)))]).Contains(p));
    }

    /// <summary>True when too many words are neither English nor the papers' own.</summary>
    public static bool IsForeign(string text, IReadOnlyList<Paper> papers)
    {
        HashSet<string> known = [.. papers.SelectMany(p => Words.Of(Readable(p))).Select(w => EnglishStemmer.Stem(w.Folded))];
        var words = Words.Of(text).Where(w => w.Folded.Any(char.IsLetter)).Select(w => w.Folded).ToList();
        var unknown = words.Count(w => !StopWords.IsFunctionWord(w) && EnglishStemmer.Stem(w) is var stem
            && !known.Contains(stem) && !Thesaurus.English.Knows(stem) && !Thesaurus.English.Knows(w));
        return unknown > MostUnknown * Math.Max(words.Count, FewestToJudge) || HoldsOtherScript(text, papers);
    }

    // Scripts without spaces between words are one long word each. Greek stands in formulas.
    private static bool HoldsOtherScript(string text, IReadOnlyList<Paper> papers) =>
        text.Count(c => c >= '\u0400' && char.IsLetter(c)
            && !papers.Any(p => Readable(p).Contains(c, StringComparison.Ordinal))) > 2;

    private static string Readable(Paper paper) => ReadableLatex.Of($"{paper.Title}\n{paper.Abstract}");

    private static IEnumerable<string> Pieces(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(p => p.Trim(Edges));

    private static bool IsInvisible(Rune rune) => rune.Value is 0xFFFD or 0x2028 or 0x2029 || PlainLine.IsInvisible(rune);

    [GeneratedRegex(
        @"[a-z][a-z0-9+.-]*://|\bwww\.|\bmailto:|\]\(|@everyone|@here|<[@#:/a-z]"
        + @"|\b[a-z0-9-]+\.(?:com|org|net|io|ai|gg|dev|app|me|co|ly|xyz|info|edu|gov)\b(?!-)",
        RegexOptions.IgnoreCase)]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"[*_`#<>|~\[\]{}\\@^]|【|】|［|］")]
    private static partial Regex MarkPattern();
}
