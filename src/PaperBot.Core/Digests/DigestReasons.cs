using System.Globalization;
using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Digests;

/// <summary>Says why a paper is in an edition, or why an edition is empty.</summary>
internal static class DigestReasons
{
    private const int RecentDays = 7;
    private const int MostTopics = 2;
    private const int MostExamples = 3;
    private const int MostTerms = 120;

    /// <summary>The papers with their reasons, plain text, in the same order.</summary>
    public static IReadOnlyList<DigestPick> For(IReadOnlyList<TopicMatch> picks, DigestWindow window)
    {
        List<Paper> papers = [.. picks.Select(p => p.Paper)];
        var bestScore = Leader(papers, p => p.Score);
        var mostComments = Leader(papers, p => p.Comments is > 0 ? p.Comments : null);
        return [.. picks.Select(p => new DigestPick(
            p.Paper, Of(p, window, ReferenceEquals(p.Paper, bestScore), ReferenceEquals(p.Paper, mostComments))))];
    }

    /// <summary>Why nothing can be shown, in plain text.</summary>
    /// <param name="papers">How many papers are stored.</param>
    /// <param name="unshown">How many of them the channel has not seen.</param>
    /// <param name="fresh">How many of those were imported within the window.</param>
    /// <param name="matched">What the topics made of those.</param>
    /// <param name="window">What was looked for.</param>
    public static string WhenEmpty(int papers, int unshown, int fresh, TopicMatches matched, DigestWindow window) => papers switch
    {
        0 => "There are no papers yet: import a listing first.",
        _ when unshown == 0 => papers == 1
            ? "The only paper has been in an earlier edition: import a listing for more."
            : $"All {papers} papers have been in earlier editions: import a listing for more.",
        _ when fresh > 0 => (fresh == 1 ? "A paper is waiting, and it is not" : $"{fresh} papers are waiting, and none is")
            + $" of this channel's topics ({PlainLine.Of(window.Topics.ToString(), MostTerms)})."
            + WithoutExamples(matched.UnknownExamples),
        _ => $"No paper left was imported within the last {Days(window.CandidateDays)}: "
            + $"{unshown} older {(unshown == 1 ? "one was" : "ones were")} never shown; "
            + "import a listing, or raise Digest:CandidateDays.",
    };

    private static string WithoutExamples(IReadOnlyList<string> unknown) => unknown.Count == 0 ? ""
        : $" No stored paper is {string.Join(" or ", unknown.Take(MostExamples).Select(e => $"“{PlainLine.Of(e, MostTerms)}”"))}"
            + (unknown.Count > MostExamples ? $" or {unknown.Count - MostExamples} more" : "")
            + ": nothing is found by such an example.";

    private static string Of(TopicMatch match, DigestWindow window, bool bestScore, bool mostComments)
    {
        var paper = match.Paper;
        List<string> reasons = [.. match.Why.Take(MostTopics)];
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
