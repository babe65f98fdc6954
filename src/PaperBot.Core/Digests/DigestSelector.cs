using PaperBot.Papers;
using PaperBot.Summaries;

namespace PaperBot.Digests;

/// <summary>
/// Chooses an edition's papers: never shown in the channel, imported within the window, of the channel's topics, then by how well
/// they fit those, freshness, score and comments among the candidates, with company: a paper gains by a relative among the picks,
/// more by one it can share a heading with, and loses by a twin, in the manner of maximal marginal relevance (J. Carbonell,
/// J. Goldstein, SIGIR 1998). Pure and deterministic.
/// </summary>
internal static class DigestSelector
{
    // Beyond this many candidates by value alone, company could not lift a paper into the edition any more.
    private const int Considered = 300;

    private const double FreshnessWeight = 0.5;
    private const double ScoreWeight = 0.3;
    private const double CommentsWeight = 0.2;

    // A topic in the title outweighs the best score, or a month of age, of a paper that mentions it; a newcomer that mentions it
    // still comes before a leftover about it.
    private const double TopicsWeight = 0.7;
    private const double NewSinceLast = 0.5;

    private const double Related = 0.15;
    private const double Twin = 0.5;
    private const double CompanyBonus = 0.25;
    private const double TwinPenalty = 1.5;
    private const double CrowdPenalty = 0.25;
    private const int Crowd = 2;

    // A heading of two is worth more than a paper's being undated rather than old; a newcomer still comes before any company.
    private const double PartnerBonus = 0.45;
    private const double ThirdPartnerBonus = 0.2;
    private const double ProspectBonus = 0.02;

    // More titles would be no teaser but a second list.
    private const int MostNext = 3;

    /// <summary>The edition's papers, best first, or the reason why there are none.</summary>
    public static DigestSelection Select(IReadOnlyList<Paper> papers, IReadOnlySet<string> shown, DigestWindow window)
    {
        var unshown = papers.Where(p => !shown.Contains(p.Id)).ToList();
        var fresh = unshown.Where(p => IsInWindow(p, window)).ToList();
        var matched = TopicMatcher.Match(window.Topics, fresh, papers);
        var candidates = matched.Matches;
        if (candidates.Count == 0)
        {
            return new DigestSelection([], 0, DigestReasons.WhenEmpty(papers.Count, unshown.Count, fresh.Count, matched, window));
        }

        var ranked = ByValue(candidates, window).Take(Considered).ToList();
        var picks = Pick(ranked, window.Count, papers);
        var picked = picks.Select(p => p.Paper.Id).ToHashSet(StringComparer.Ordinal);
        return new DigestSelection(DigestReasons.For(picks, window), candidates.Count, null)
        {
            Next = [.. ranked.Select(r => r.Match.Paper).Where(p => !picked.Contains(p.Id)).Take(MostNext)],
        };
    }

    /// <summary>Whether an edition would have fewer papers than it may.</summary>
    public static bool IsThin(IReadOnlyList<Paper> papers, IReadOnlySet<string> shown, DigestWindow window)
    {
        List<Paper> fresh = [.. papers.Where(p => !shown.Contains(p.Id) && IsInWindow(p, window))];
        return fresh.Count < window.Count || TopicMatcher.Match(window.Topics, fresh, papers).Matches.Count < window.Count;
    }

    /// <summary>The candidates with what each is worth alone, best first: the picks, if company did not count.</summary>
    public static IEnumerable<(TopicMatch Match, double Value)> ByValue(IReadOnlyList<TopicMatch> candidates, DigestWindow window)
    {
        var values = Values(candidates, window);
        return candidates.Select((match, i) => (Match: match, Value: values[i]))
            .OrderByDescending(c => c.Value)
            .ThenBy(c => c.Match.Paper.FirstImported)
            .ThenBy(c => c.Match.Paper.Id, StringComparer.Ordinal);
    }

    /// <summary>The day a paper counts from: its publication, or, undated, its import.</summary>
    public static DateOnly DayOf(Paper paper, TimeZoneInfo zone) => paper.Published ?? ImportDay(paper, zone);

    public static DateOnly ImportDay(Paper paper, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(paper.FirstImported, zone).DateTime);

    // The day of import counts, so that 30 days are 30 editions. An edition made up later for an earlier day draws on what is
    // known now, hence no check of imports after its date.
    private static bool IsInWindow(Paper paper, DigestWindow window) =>
        window.Date.DayNumber - ImportDay(paper, window.Zone).DayNumber < window.CandidateDays;

    private static double[] Values(IReadOnlyList<TopicMatch> matches, DigestWindow window)
    {
        List<Paper> candidates = [.. matches.Select(m => m.Paper)];
        var scores = Ranks(candidates, p => p.Score);
        var comments = Ranks(candidates, p => p.Comments);
        var values = new double[candidates.Count];
        for (var i = 0; i < values.Length; i++)
        {
            // A month halves it; years still differ a little, so that a static collection runs from new to old.
            var age = Math.Max(0, window.Date.DayNumber - DayOf(candidates[i], window.Zone).DayNumber);
            var isNew = window.Previous is { } previous && ImportDay(candidates[i], window.Zone) > previous;
            values[i] = (FreshnessWeight * 30 / (30.0 + age)) + (ScoreWeight * scores[i]) + (CommentsWeight * comments[i])
                + (TopicsWeight * matches[i].Strength) + (isNew ? NewSinceLast : 0);
        }

        return values;
    }

    // Scores of different sources share no unit: a paper's rank among the candidates counts, and a missing fact is the middle.
    private static double[] Ranks(List<Paper> candidates, Func<Paper, double?> fact)
    {
        var known = candidates.Select(fact).OfType<double>().Order().ToArray();
        return [.. candidates.Select(p => fact(p) is { } value && known.Length > 1
            ? (Below(known, value) + Below(known, double.BitIncrement(value)) - 1) / (2.0 * (known.Length - 1))
            : 0.5)];
    }

    private static int Below(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static List<TopicMatch> Pick(List<(TopicMatch Match, double Value)> ranked, int count, IReadOnlyList<Paper> corpus)
    {
        List<Paper> candidates = [.. ranked.Select(r => r.Match.Paper)];
        var likeness = new PaperLikeness(candidates);
        var partners = HeadingPartners.Of(candidates, DigestComposer.Background(corpus));
        var left = Enumerable.Range(0, candidates.Count).ToList();
        List<int> picks = [];
        while (picks.Count < count && left.Count > 0)
        {
            var best = left.MaxBy(i => ranked[i].Value + Company(i, picks, likeness) + Partnership(i, picks, partners));
            picks.Add(best);
            left.Remove(best);
        }

        // Company decides who comes along, value who comes first.
        return [.. picks.Order().Select(i => ranked[i].Match)];
    }

    private static double Company(int candidate, List<int> picks, PaperLikeness likeness)
    {
        var nearest = 0.0;
        var relatives = 0;
        foreach (var pick in picks)
        {
            var like = likeness.Of(candidate, pick);
            nearest = Math.Max(nearest, like);
            relatives += like >= Related ? 1 : 0;
        }

        return nearest > Twin ? -TwinPenalty
            : relatives > Crowd ? -CrowdPenalty * (relatives - Crowd)
            : CompanyBonus * Math.Min(1, nearest / Related);
    }

    private static double Partnership(int candidate, List<int> picks, HeadingPartners partners) =>
        picks.Count(p => partners.Are(candidate, p)) switch
        {
            0 => partners.HasAny(candidate) ? ProspectBonus : 0,
            1 => PartnerBonus,
            2 => ThirdPartnerBonus,
            _ => 0,
        };
}
