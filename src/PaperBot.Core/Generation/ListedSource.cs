using System.Globalization;
using PaperBot.Grounding;
using PaperBot.Text;

namespace PaperBot.Generation;

/// <summary>
/// Tells the list of sources that many models write below their answer from what the answer says. The program writes that list
/// itself; a title with its marker would pass as a sentence that its source supports.
/// </summary>
internal static class ListedSource
{
    // After a title stand at the most a day, a month, a year and a word such as "sample".
    private const int MostBehindTitle = 5;

    private static readonly HashSet<string> Headings = new(
        ["source", "sources", "reference", "references", "citation", "citations"], StringComparer.Ordinal);

    private static readonly HashSet<string> Months = new(
        CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Concat(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames)
            .Where(m => m.Length > 0),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The verdict; refused, with nothing to repair it by, where the sentence is a heading or a title and no more.</summary>
    public static Verdict Check(Verdict verdict, IReadOnlyList<GroundingSource> sources) => Is(verdict.Claim, sources)
        ? verdict with { Refusal = Objection.Overlap, Overlap = 0, Evidence = [], Detail = "It lists a source and says nothing of it." }
        : verdict;

    /// <summary>True for a heading of sources, and for a title of one with no more than its date behind it.</summary>
    public static bool Is(string claim, IReadOnlyList<GroundingSource> sources)
    {
        List<string> words = [.. Words.Of(claim).Select(w => w.Folded)];
        return words is [var only] && Headings.Contains(only) || sources.Any(s => IsTitle(words, s));
    }

    private static bool IsTitle(List<string> words, GroundingSource source)
    {
        List<string> title = [.. Words.Of(ReadableLatex.Of(source.Paper.Title)).Select(w => w.Folded)];
        return title.Count > 1 && words.Count >= title.Count && words.Take(title.Count).SequenceEqual(title)
            && words.Count - title.Count <= MostBehindTitle
            && words.Skip(title.Count).All(w => w.All(char.IsDigit) || Months.Contains(w) || w is "sample" or "invented");
    }
}
