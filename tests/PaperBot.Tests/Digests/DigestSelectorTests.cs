using PaperBot.Digests;
using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class DigestSelectorTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(Some.Moment.UtcDateTime);

    [Fact]
    public void Papers_shown_before_or_imported_too_long_ago_are_no_candidates()
    {
        Paper[] papers =
        [
            Some.Paper("Shown", "shown"),
            Some.Paper("Old", "old") with { FirstImported = Some.Moment.AddDays(-30) },
            Some.Paper("Last Day", "last-day") with { FirstImported = Some.Moment.AddDays(-29) },
        ];

        var selection = DigestSelector.Select(papers, new HashSet<string> { "shown" }, Window());

        Assert.Equal(["last-day"], selection.Picks.Select(p => p.Paper.Id));
        Assert.Equal(1, selection.Candidates);
    }

    [Fact]
    public void A_paper_imported_since_the_last_edition_comes_before_older_leftovers()
    {
        Paper[] papers =
        [
            Some.Paper("Leftover", "leftover") with { Score = 9 },
            Some.Paper("Newcomer", "newcomer") with { FirstImported = Some.Moment.AddDays(3), Score = 1 },
        ];

        var selection = DigestSelector.Select(papers, NoIds, Window(Today.AddDays(3), count: 1, previous: Today.AddDays(1)));

        Assert.Equal("newcomer", selection.Picks[0].Paper.Id);
        Assert.Equal("new since 6 Jan", selection.Picks[0].Reason);
    }

    [Fact]
    public void Reasons_name_what_sets_a_paper_apart()
    {
        Paper[] papers =
        [
            Some.Paper("Kites", "a") with { Score = 33.8, Published = Today.AddDays(-2) },
            Some.Paper("Trains", "b") with { Score = 2, Comments = 12 },
            Some.Paper("Bridges", "c") with { Comments = 3 },
            Some.Paper("Bees", "d"),
        ];

        var reasons = DigestSelector.Select(papers, NoIds, Window(Today.AddDays(1)))
            .Picks.ToDictionary(p => p.Paper.Id, p => p.Reason);

        Assert.Equal("published 3 Jan; score 33.8, the highest here", reasons["a"]);
        Assert.Equal("12 comments, the most here", reasons["b"]);
        Assert.Equal("not shown yet, imported 5 Jan", reasons["c"]);
        Assert.Equal("not shown yet, imported 5 Jan", reasons["d"]);
    }

    [Fact]
    public void Near_twins_do_not_fill_an_edition()
    {
        Paper Twin(int i) => Some.Paper($"Counting Storks with Radar, Part {i}", $"twin-{i}") with
        {
            Abstract = "We count storks with weather radar at night and find that storks prefer tail wind.", Score = 90 + i,
        };
        var papers = Enumerable.Range(0, 6).Select(Twin).Concat(GeneratedPapers.Of(12)).ToList();

        var picks = DigestSelector.Select(papers, NoIds, Window(count: 6)).Picks;

        Assert.Single(picks, p => p.Paper.Id.StartsWith("twin", StringComparison.Ordinal));
    }

    [Fact]
    public void Papers_that_can_share_a_heading_come_before_equals_that_cannot()
    {
        Paper Of(string title, string id, string text) => Some.Paper(title, id) with { Abstract = text };
        Paper[] papers =
        [
            Of("Kites", "a", "We fly kites in wind."), Of("Bridges", "b", "We survey arches of granite."),
            Of("Weather Balloons", "c", "At dawn, weather balloons carry cheap hygrometers through stratus above a harbour town."), Of("Bees", "d", "We count bees."),
            Of("Weather Balloons over Ice", "e", "Divers and dogs fetch lost payloads before they sink, for which fishers are paid by the kilogram."),
        ];

        Assert.Equal(["c", "e"], DigestSelector.Select(papers, NoIds, Window(count: 2)).Picks.Select(p => p.Paper.Id));
    }

    [Fact]
    public void The_order_in_which_papers_are_given_does_not_matter()
    {
        var papers = GeneratedPapers.Of(60);

        Assert.Equal(
            DigestSelector.Select(papers, NoIds, Window()).Picks.Select(p => p.Paper.Id),
            DigestSelector.Select([.. papers.Reverse()], NoIds, Window()).Picks.Select(p => p.Paper.Id));
    }

    [Fact]
    public void Nothing_to_show_has_a_reason()
    {
        var paper = Some.Paper("Old", "old") with { FirstImported = Some.Moment.AddDays(-40) };

        Assert.StartsWith("There are no papers yet", DigestSelector.Select([], NoIds, Window()).EmptyReason, StringComparison.Ordinal);
        Assert.StartsWith(
            "The only paper has been in an earlier edition",
            DigestSelector.Select([paper], new HashSet<string> { "old" }, Window()).EmptyReason, StringComparison.Ordinal);
        Assert.StartsWith(
            "No paper left was imported within the last 30 days: 1 older one was never shown",
            DigestSelector.Select([paper], NoIds, Window()).EmptyReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Topics_say_which_papers_come_and_every_pick_names_the_topic_it_fits()
    {
        Paper[] papers =
        [
            Some.Paper("Sign Language on Trains", "a"),
            Some.Paper("Bees", "b") with { Authors = ["Min Lee"] },
            Some.Paper("Kites", "c") with { Category = "cs.CL", Score = 99 },
            Some.Paper("Bridges", "d") with { Score = 100 },
            Some.Paper("A Survey of Sign Language", "e"),
        ];

        var selection = DigestSelector.Select(
            papers, NoIds, Window(Today.AddDays(1)) with { Topics = DigestTopics.Parse("\"sign language\", author:lee, category:cs, -survey") });

        Assert.Equal(3, selection.Candidates);
        Assert.Equal(
            [("a", "matches “sign language”"), ("b", "by Min Lee"), ("c", "in cs.CL")],
            selection.Picks.Select(p => (p.Paper.Id, p.Reason)).OrderBy(p => p.Id));
    }

    [Fact]
    public void A_better_match_comes_before_an_older_score_and_a_newcomer_before_either()
    {
        Paper[] papers =
        [
            Some.Paper("Trains", "mentions") with { Abstract = "We ride a train past kites.", Score = 50 },
            Some.Paper("Kites at Night", "titled") with { Score = 1 },
            Some.Paper("Ferries", "newcomer") with { Abstract = "Kites pull a ferry.", FirstImported = Some.Moment.AddDays(2), Score = 2 },
        ];
        var window = Window(Today.AddDays(2), previous: Today.AddDays(1)) with { Topics = DigestTopics.Parse("kites") };

        Assert.Equal(["newcomer", "titled", "mentions"], DigestSelector.Select(papers, NoIds, window).Picks.Select(p => p.Paper.Id));
    }

    [Fact]
    public void Papers_that_are_not_of_the_topics_are_a_reason_of_their_own()
    {
        Paper[] papers = [Some.Paper("Kites", "a"), Some.Paper("Bees", "b")];
        string? Reason(string topics) =>
            DigestSelector.Select(papers, NoIds, Window() with { Topics = DigestTopics.Parse(topics) }).EmptyReason;

        Assert.Equal("2 papers are waiting, and none is of this channel's topics (ferries, -kites).", Reason("ferries, -kites"));
        Assert.Equal(
            "2 papers are waiting, and none is of this channel's topics (like:2999.00001, ferries). "
            + "No stored paper is “2999.00001”: nothing is found by such an example.",
            Reason("like:2999.00001, ferries"));
    }

    [Fact]
    public void The_next_best_are_told_and_stay_candidates()
    {
        var papers = GeneratedPapers.Of(20);

        var first = DigestSelector.Select(papers, NoIds, Window(count: 8));
        Assert.Equal(3, first.Next.Count);
        Assert.Empty(first.Next.Select(p => p.Id).Intersect(first.Picks.Select(p => p.Paper.Id)));
        var second = DigestSelector.Select(papers, first.Picks.Select(p => p.Paper.Id).ToHashSet(), Window(Today.AddDays(1), count: 12));
        Assert.Equal(12, second.Candidates);
        Assert.Empty(second.Next);
        Assert.Subset(second.Picks.Select(p => p.Paper.Id).ToHashSet(), first.Next.Select(p => p.Id).ToHashSet());
    }

    private static IReadOnlySet<string> NoIds { get; } = new HashSet<string>();

    private static DigestWindow Window(DateOnly? date = null, int count = 8, DateOnly? previous = null) =>
        new(date ?? Today, TimeZoneInfo.Utc, count, CandidateDays: 30, previous);
}
