using System.Text.RegularExpressions;
using PaperBot.Papers;

namespace PaperBot.Digests;

/// <summary>
/// What a source brings in one go, and what it usually brings. A source is the files whose names differ in digits alone, such as
/// <c>new-2026-11-20.txt</c>; its deliveries are parted by hours without a new paper. Days play no part: a listing may fill up
/// around midnight, and a source need not come daily. Bundled samples come whole and are left out.
/// </summary>
/// <param name="File">Name of the file that brought the last paper.</param>
/// <param name="Papers">New papers of the latest delivery, at least 1.</param>
/// <param name="Last">When the last of them came, in UTC.</param>
/// <param name="Usual">The median of earlier deliveries; null when too few are known.</param>
internal sealed partial record SourceDelivery(string File, int Papers, DateTimeOffset Last, int? Usual)
{
    // Beyond this the next paper belongs to another delivery; listings come in minutes, and at most every few hours.
    private static readonly TimeSpan Gap = TimeSpan.FromHours(3);

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(60);

    private const int FewestKnown = 3;
    private const int MostKnown = 10;

    // One paper of three is no half-filled listing but a thin day.
    private const int FewestMissing = 4;

    /// <summary>Less than half of what is usual, and by more than chance.</summary>
    public bool IsShort => Usual is { } usual && Papers * 2 < usual && usual - Papers >= FewestMissing;

    /// <summary>Whether more of this delivery may still come.</summary>
    public bool IsOpen(DateTimeOffset now) => now - Last < Gap;

    /// <summary>The latest delivery of every source, by name; papers imported after now are not looked at.</summary>
    public static IReadOnlyList<SourceDelivery> Of(IEnumerable<Paper> papers, DateTimeOffset now) =>
    [
        .. papers
            .Where(p => !p.IsSample && p.Sources.Count > 0 && p.FirstImported <= now && now - p.FirstImported < Remembered)
            .GroupBy(p => Digits().Replace(p.Sources[0], "#"), StringComparer.OrdinalIgnoreCase)
            .OrderBy(g => g.Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => Latest([.. g.OrderBy(p => p.FirstImported)])),
    ];

    private static SourceDelivery Latest(List<Paper> papers)
    {
        List<int> sizes = [0];
        for (var i = 0; i < papers.Count; i++)
        {
            if (i > 0 && papers[i].FirstImported - papers[i - 1].FirstImported > Gap)
            {
                sizes.Add(0);
            }

            sizes[^1]++;
        }

        var earlier = sizes.SkipLast(1).TakeLast(MostKnown).Order().ToList();
        int? usual = earlier.Count < FewestKnown ? null : earlier[earlier.Count / 2];
        return new SourceDelivery(papers[^1].Sources[0], sizes[^1], papers[^1].FirstImported, usual);
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
