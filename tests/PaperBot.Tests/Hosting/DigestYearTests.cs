using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Digests;
using PaperBot.Generation;
using PaperBot.Hosting;
using PaperBot.Papers;
using PaperBot.Summaries;
using PaperBot.Tests.Digests;
using Xunit;

namespace PaperBot.Tests.Hosting;

/// <summary>
/// Years of daily digests with kills in mid-post and days of downtime: every paper comes into every channel exactly once.
/// </summary>
public sealed class DigestYearTests(ITestOutputHelper output)
{
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata"];

    [Theory]
    [InlineData(2, 40)]
    public Task Weeks_with_kills_and_downtime_post_every_paper_once(int channels, int days) => SimulateAsync(channels, days);

    [Theory]
    [Trait("Length", "Long")]
    [InlineData(20, 365)]
    public Task Year_of_twenty_channels_with_kills_and_downtime_posts_every_paper_once(int channels, int days) => SimulateAsync(channels, days);

    private async Task SimulateAsync(int channels, int days)
    {
        var total = new Tally();
        for (var i = 0; i < channels; i++)
        {
            var tally = await OneChannelAsync(Zones[i % Zones.Length], days, new Random(i));
            total.Add(tally);
        }

        output.WriteLine(total.ToString());
        Assert.Equal((0, 0, 0), (total.Doubled, total.Missed, total.DoubledPosts));
        Assert.True(total.Kills > channels && total.CatchUps > 0, total.ToString());
        Assert.Equal((total.Corrected, total.Due), (total.Standing, total.Noted));
        Assert.True(total.Due > 2 * channels, total.ToString());
    }

    private static async Task<Tally> OneChannelAsync(string zone, int days, Random random)
    {
        using var folder = new TemporaryFolder();
        var clock = new ManualTimeProvider(Some.Moment);
        var settings = Options.Create(new DigestSettings { Zone = zone, Time = "02:30", CandidateDays = 60, RevisionDays = 30 });
        var (ledger, channel, tally) = (new InMemoryDigestLedger(), new Channel(), new Tally());
        List<Paper> papers = [];
        var upcoming = new Queue<Paper>(GeneratedPapers.Of(2 * days));
        var end = Some.Moment.AddDays(days);
        DateOnly? lastPosted = null;
        Dictionary<string, List<(DateTimeOffset At, Paper Paper)>> versions = [];
        while (clock.GetUtcNow() < end || upcoming.Count > 0)
        {
            using var right = new PublishingLock(folder.File("lock"));
            var fuse = new Fuse(random.Next(2) == 0 ? random.Next(0, 12) : int.MaxValue, random.Next(2) == 0);
            var kept = fuse.Over(ledger);
            using var service = new DigestClock(
                new DigestService(new ListOfPapers(papers), kept, settings, clock, new PaperSummarizer()),
                new DigestPublisher(kept, clock), Reviser(kept), kept, right, fuse.Over(channel), settings, clock, NullLogger<DigestClock>.Instance);
            for (var hours = random.Next(1, 150); hours > 0 && !fuse.IsBlown; hours--)
            {
                var before = channel.Seen.Count;
                await service.PostDueAsync(CancellationToken.None);
                if (channel.Seen.Count > before)
                {
                    var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
                    tally.CatchUps += lastPosted is { } last && today.DayNumber - last.DayNumber > 1 ? 1 : 0;
                    lastPosted = today;
                }

                Pass(TimeSpan.FromHours(1));
            }

            tally.Kills += fuse.IsBlown ? 1 : 0;
            Pass(TimeSpan.FromHours(random.Next(3) == 0 ? random.Next(1, 96) : 0));
        }

        await FinishAsync();
        Count(tally, channel, papers);
        CountEdits(tally, channel, await ledger.SinceAsync(settings.Value.Channel, DateOnly.MinValue, CancellationToken.None), versions);
        return tally;

        DigestReviser Reviser(IDigestLedger over) => new(
            over, new ListOfPapers(papers), new PaperSummarizer(), settings, clock, NullLogger<DigestReviser>.Instance);

        void Pass(TimeSpan time)
        {
            clock.Advance(time);
            while (upcoming.Count > 0 && papers.Count < 2 * (clock.GetUtcNow() - Some.Moment).TotalDays)
            {
                papers.Add(upcoming.Dequeue() with { FirstImported = clock.GetUtcNow() });
            }

            // One in a day or so, of the last weeks' papers: some not shown yet, most of them posted, some corrected before.
            if (papers.Count > 0 && random.Next(24) == 0)
            {
                var at = papers.Count - 1 - random.Next(Math.Min(papers.Count, 30));
                var known = versions.TryGetValue(papers[at].Id, out var earlier) ? earlier : versions[papers[at].Id] = [(DateTimeOffset.MinValue, papers[at])];
                papers[at] = Corrected(known[0].Paper, known.Count);
                known.Add((clock.GetUtcNow(), papers[at]));
            }
        }

        // What is left over when the simulated time ends.
        async Task FinishAsync()
        {
            using var right = new PublishingLock(folder.File("lock"));
            using var service = new DigestClock(
                new DigestService(new ListOfPapers(papers), ledger, settings, clock, new PaperSummarizer()),
                new DigestPublisher(ledger, clock), Reviser(ledger), ledger, right, channel, settings, clock, NullLogger<DigestClock>.Instance);
            for (var hours = 0; hours < 24 * 40; hours++)
            {
                await service.PostDueAsync(CancellationToken.None);
                clock.Advance(TimeSpan.FromHours(1));
            }
        }
    }

    private static void Count(Tally tally, Channel channel, List<Paper> papers)
    {
        var posts = channel.Seen.Where(s => !s.StartsWith("Today's digest could not", StringComparison.Ordinal)).ToList();
        tally.Posts += posts.Count;
        tally.Editions += posts.Count(p => p.StartsWith("# ", StringComparison.Ordinal));
        tally.DoubledPosts += posts.Count - posts.Distinct(StringComparer.Ordinal).Count();
        var all = string.Join('\n', posts);
        foreach (var paper in papers)
        {
            var title = $". {paper.Title}**";
            var times = all.Split(title).Length - 1;
            tally.Missed += times == 0 ? 1 : 0;
            tally.Doubled += times > 1 ? 1 : 0;
        }
    }

    private static Paper Corrected(Paper original, int times) => original with
    {
        Version = original.Version + times,
        Abstract = original.Abstract
            .Replace("we introduce plan", $"after correction {times} we introduce plan", StringComparison.Ordinal)
            .Replace("Our measurements", $"Our corrected measurements {times}", StringComparison.Ordinal),
    };

    // An edit is due where a correction after the edition was made changed what the card shows.
    private static void CountEdits(
        Tally tally, Channel channel, IReadOnlyList<DigestLedgerEntry> editions, Dictionary<string, List<(DateTimeOffset At, Paper Paper)>> versions)
    {
        var cards = channel.Seen.SelectMany(s => s.Split("\n\n")).ToList();
        foreach (var (id, texts) in versions)
        {
            var made = editions.Single(e => e.PaperIds.Contains(id)).Made;
            var card = cards.Single(c => c.Contains($". {texts[0].Paper.Title}**", StringComparison.Ordinal));
            var printed = Summary(texts.Last(t => t.At <= made).Paper);
            tally.Corrected++;
            tally.Due += texts.Any(t => t.At > made && Summary(t.Paper) != printed) ? 1 : 0;
            tally.Noted += card.Contains("\n*Updated ", StringComparison.Ordinal) ? 1 : 0;
            tally.Standing += card.Contains(Summary(texts[^1].Paper), StringComparison.Ordinal) ? 1 : 0;
        }

        static string Summary(Paper paper) => "\n" + DigestCard.Summary(AbstractSummarizer.Summarize(paper)) + "\n";

        tally.Edits += channel.Edits;
    }

    private sealed class Tally
    {
        public int Corrected { get; set; }

        public int Due { get; set; }

        public int Standing { get; set; }

        public int Noted { get; set; }

        public int Edits { get; set; }

        public int Editions { get; set; }

        public int Posts { get; set; }

        public int DoubledPosts { get; set; }

        public int Doubled { get; set; }

        public int Missed { get; set; }

        public int Kills { get; set; }

        public int CatchUps { get; set; }

        public void Add(Tally other)
        {
            (Editions, Posts, DoubledPosts) = (Editions + other.Editions, Posts + other.Posts, DoubledPosts + other.DoubledPosts);
            (Corrected, Due, Standing) = (Corrected + other.Corrected, Due + other.Due, Standing + other.Standing);
            (Noted, Edits) = (Noted + other.Noted, Edits + other.Edits);
            (Doubled, Missed, Kills, CatchUps) = (Doubled + other.Doubled, Missed + other.Missed, Kills + other.Kills, CatchUps + other.CatchUps);
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"editions {Editions}, posts {Posts}, posts doubled {DoubledPosts}, papers doubled {Doubled}, papers missed {Missed}, kills {Kills}, catch-ups {CatchUps}; ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"papers corrected {Corrected}, newest words standing {Standing}, edits due {Due}, edited {Noted}, edits made {Edits}");
    }
}
