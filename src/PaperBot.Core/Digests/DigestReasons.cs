using System.Globalization;
using PaperBot.Papers;

namespace PaperBot.Digests;

/// <summary>Says why a paper is in an edition, or why an edition is empty.</summary>
internal static class DigestReasons
{
    private const int RecentDays = 7;

    /// <summary>The papers with their reasons, in the same order.</summary>
    public static IReadOnlyList<DigestPick> For(IReadOnlyList<Paper> picks, DigestWindow window)
    {
        var bestScore = Leader(picks, p => p.Score);
        var mostComments = Leader(picks, p => p.Comments is > 0 ? p.Comments : null);
        return [.. picks.Select(
            p => new DigestPick(p, Of(p, window, ReferenceEquals(p, bestScore), ReferenceEquals(p, mostComments))))];
    }

    /// <summary>Why nothing can be shown.</summary>
    public static string WhenEmpty(int papers, int unshown, DigestWindow window) => papers switch
    {
        0 => "There are no papers yet: import a listing first.",
        _ when unshown == 0 => papers == 1
            ? "The only paper has been in an earlier edition: import a listing for more."
            : $"All {papers} papers have been in earlier editions: import a listing for more.",
        _ => $"No paper left was imported within the last {Days(window.CandidateDays)}: "
            + $"{unshown} older {(unshown == 1 ? "one was" : "ones were")} never shown; "
            + "import a listing, or raise Digest:CandidateDays.",
    };

    private static string Of(Paper paper, DigestWindow window, bool bestScore, bool mostComments)
    {
        List<string> reasons = [];
        if (paper.Published is { } day && window.Date.DayNumber - day.DayNumber is >= 0 and <= RecentDays)
        {
            reasons.Add($"published {Day(day, window.Date)}");
        }

        if (paper.Score is { } score && bestScore)
        {
            reasons.Add($"score {score.ToString("0.##", CultureInfo.InvariantCulture)}, the highest here");
        }

        if (paper.Comments is { } comments && (mostComments || comments >= 10))
        {
            reasons.Add($"{comments} comment{(comments == 1 ? "" : "s")}{(mostComments ? ", the most here" : "")}");
        }

        var imported = DigestSelector.ImportDay(paper, window.Zone);
        if (window.Previous is { } previous && imported > previous)
        {
            reasons.Add($"new since {Day(previous, window.Date)}");
        }
        else if (reasons.Count == 0)
        {
            reasons.Add(imported >= window.Date ? "new today" : $"not shown yet, imported {Day(imported, window.Date)}");
        }

        return string.Join("; ", reasons);
    }

    private static Paper? Leader(IReadOnlyList<Paper> picks, Func<Paper, double?> fact)
    {
        var known = picks.Where(p => fact(p) is not null).ToList();
        var best = known.MaxBy(fact);
        // Only a comparison has a winner, and only one.
        return known.Count > 1 && known.Count(p => fact(p) >= fact(best!)) == 1 ? best : null;
    }

    /// <summary>A day without the year when it is the edition's own.</summary>
    public static string Day(DateOnly day, DateOnly edition) =>
        day.ToString(day.Year == edition.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Days(int days) => days == 1 ? "day" : $"{days} days";
}
