using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.TimeZones;
using PaperBot.Digests;
using PaperBot.Generation;
using PaperBot.Hosting;
using PaperBot.Papers;
using PaperBot.Summaries;
using PaperBot.Surfaces;
using PaperBot.Tests.Digests;
using Xunit;

namespace PaperBot.Tests.Hosting;

/// <summary>
/// Years of daily digests in many channels of one bot, with kills in mid-post and days of downtime: every edition that was due
/// comes, every paper comes into every channel exactly once. What is due is reckoned by another calendar library.
/// </summary>
public sealed class DigestYearTests(ITestOutputHelper output)
{
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata"];

    // Both clock changes of Berlin and New York fall into these hours.
    private static readonly string[] Times = ["02:30", "01:30", "08:00", "23:55"];

    [Theory]
    [InlineData(4, 40)]
    public Task Weeks_with_kills_and_downtime_post_every_edition_and_every_paper_once(int channels, int days) =>
        SimulateAsync(channels, days);

    [Theory]
    [Trait("Length", "Long")]
    [InlineData(20, 365)]
    public Task Year_of_twenty_channels_with_kills_and_downtime_posts_every_edition_and_every_paper_once(int channels, int days) =>
        SimulateAsync(channels, days);

    private async Task SimulateAsync(int channels, int days)
    {
        using var folder = new TemporaryFolder();
        var clock = new ManualTimeProvider(Some.Moment);
        var settings = Options.Create(new DigestSettings { Enabled = false, CandidateDays = 60, RevisionDays = 30, SettleMinutes = 0 });
        var rooms = Enumerable.Range(0, channels)
            .Select(i => new Room($"room-{i}", Zones[i % Zones.Length], Times[i % Times.Length])).ToList();
        var (place, ledger, plans) = (new Building(rooms), new InMemoryDigestLedger(), InMemoryDigestPlanStore.Plans(settings.Value, clock));
        foreach (var room in rooms)
        {
            await plans.ChangeAsync(
                room.Name, w => w with { Enabled = true, Zone = room.Zone, Time = room.Time }, CancellationToken.None);
        }

        List<Paper> papers = [];
        Dictionary<string, List<(DateTimeOffset At, Paper Paper)>> versions = [];
        var upcoming = new Queue<Paper>(GeneratedPapers.Of(2 * days));
        var (end, random, kills) = (Some.Moment.AddDays(days), new Random(channels), 0);
        while (clock.GetUtcNow() < end || upcoming.Count > 0)
        {
            var fuse = new Fuse(random.Next(2) == 0 ? random.Next(0, 12 * channels) : int.MaxValue, random.Next(2) == 0);
            await RunAsync(fuse, random.Next(1, 150));
            kills += fuse.IsBlown ? 1 : 0;
            Pass(TimeSpan.FromHours(random.Next(3) == 0 ? random.Next(1, 96) : 0));
        }

        // What is left over when the simulated time ends.
        await RunAsync(new Fuse(int.MaxValue, after: false), 24 * 10);
        var total = new Tally { Kills = kills };
        foreach (var room in rooms)
        {
            var editions = await ledger.SinceAsync(room.Name, DateOnly.MinValue, CancellationToken.None);
            total = total + await room.CountAsync(papers, ledger) + room.CountEdits(editions, versions);
        }

        output.WriteLine(total.ToString());
        Assert.Equal((total.Due, 0, 0, 0), (total.Posted + total.Quiet, total.Doubled, total.Missed, total.DoubledPosts));
        Assert.Equal((total.Corrected, total.EditsDue), (total.Standing, total.Edited));
        Assert.True(total.EditsDue > channels, total.ToString());
        Assert.True(kills > days / 20 && total.CatchUps > 0, total.ToString());

        // One life of the bot, to its end or its kill.
        async Task RunAsync(Fuse fuse, int hours)
        {
            using var agenda = new DigestAgenda();
            using var right = new PublishingLock(folder.File("lock"));
            var kept = fuse.Over(ledger);
            var digests = new DigestService(new ListOfPapers(papers), kept, plans, settings, clock, new PaperSummarizer());
            using var service = new DigestClock(
                digests, new DigestPublisher(kept, clock), Reviser(kept), kept, plans, agenda, right, fuse.Over(place), clock,
                NullLogger<DigestClock>.Instance);
            for (; hours > 0; hours--)
            {
                var now = clock.GetUtcNow();
                await service.PostDueAsync(CancellationToken.None);
                foreach (var room in rooms)
                {
                    await room.SettleAsync(now, ledger, fuse.IsBlown);
                }

                if (fuse.IsBlown)
                {
                    return;
                }

                Pass(TimeSpan.FromHours(1));
            }
        }

        DigestReviser Reviser(IDigestLedger kept) => new(
            kept, new ListOfPapers(papers), new PaperSummarizer(), settings, clock, NullLogger<DigestReviser>.Instance);

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
                var first = (DateTimeOffset.MinValue, papers[at]);
                var known = versions.TryGetValue(papers[at].Id, out var earlier) ? earlier : versions[papers[at].Id] = [first];
                papers[at] = Corrected(known[0].Paper, known.Count);
                known.Add((clock.GetUtcNow(), papers[at]));
            }
        }
    }

    private static Paper Corrected(Paper original, int times) => original with
    {
        Version = original.Version + times,
        Abstract = original.Abstract
            .Replace("we introduce plan", $"after correction {times} we introduce plan", StringComparison.Ordinal)
            .Replace("Our measurements", $"Our corrected measurements {times}", StringComparison.Ordinal),
    };

    /// <summary>A channel with what another calendar says of it.</summary>
    private sealed class Room(string name, string zone, string time)
    {
        private readonly DateTimeZone calendar = DateTimeZoneProviders.Tzdb[zone];
        private readonly LocalTime local = LocalTime.FromTimeOnly(TimeOnly.Parse(time, CultureInfo.InvariantCulture));
        private LocalDate? settled;
        private readonly HashSet<DateOnly> due = [];
        private int catchUps;

        public string Name => name;

        public string Zone => zone;

        public string Time => time;

        public Channel Place { get; } = new();

        /// <summary>
        /// The bot has just done what it had to do: whatever was due is counted. Killed, it owes only what it had begun to send; the
        /// rest comes into the next edition.
        /// </summary>
        public async Task SettleAsync(DateTimeOffset now, InMemoryDigestLedger ledger, bool killed)
        {
            var instant = Instant.FromDateTimeOffset(now);
            var day = instant.InZone(calendar).Date;
            day = InstantOf(day) <= instant ? day : day.PlusDays(-1);
            settled ??= Instant.FromDateTimeOffset(Some.Moment).InZone(calendar).Date is var first
                && InstantOf(first) >= Instant.FromDateTimeOffset(Some.Moment) ? first.PlusDays(-1) : first;
            var edition = await ledger.FindAsync(new DigestEdition(name, day.ToDateOnly()), CancellationToken.None);
            if (day <= settled || (killed && edition?.Parts.Any(p => p.State != DigestPartState.Pending) != true))
            {
                return;
            }

            due.Add(day.ToDateOnly());
            catchUps += day > settled.Value.PlusDays(1) ? 1 : 0;
            settled = day;
        }

        public async Task<Tally> CountAsync(List<Paper> papers, InMemoryDigestLedger ledger)
        {
            // Only now: a day that was empty when its edition was due may have filled up after a restart.
            var quiet = 0;
            foreach (var day in due)
            {
                quiet += await ledger.FindAsync(new DigestEdition(name, day), CancellationToken.None) is { Papers.Count: 0 } ? 1 : 0;
            }

            var posts = Place.Seen;
            var all = string.Join('\n', posts);
            var times = papers.Select(p => all.Split($". {p.Title}**").Length - 1).ToList();
            return new Tally
            {
                Due = due.Count,
                Quiet = quiet,
                Posted = posts.Count(p => p.StartsWith("# ", StringComparison.Ordinal)),
                Posts = posts.Count,
                DoubledPosts = posts.Count - posts.Distinct(StringComparer.Ordinal).Count(),
                Doubled = times.Count(t => t > 1),
                Missed = times.Count(t => t == 0),
                CatchUps = catchUps,
            };
        }

        /// <summary>An edit is due where a correction after the edition was made changed what the card shows.</summary>
        public Tally CountEdits(
            IReadOnlyList<DigestLedgerEntry> editions, Dictionary<string, List<(DateTimeOffset At, Paper Paper)>> versions)
        {
            var tally = new Tally { Edits = Place.Edits };
            var cards = Place.Seen.SelectMany(s => s.Split("\n\n")).ToList();
            foreach (var (id, texts) in versions)
            {
                var made = editions.Single(e => e.PaperIds.Contains(id)).Made;
                var card = cards.Single(c => c.Contains($". {texts[0].Paper.Title}**", StringComparison.Ordinal));
                var printed = Summary(texts.Last(t => t.At <= made).Paper);
                tally += new Tally
                {
                    Corrected = 1,
                    EditsDue = texts.Any(t => t.At > made && Summary(t.Paper) != printed) ? 1 : 0,
                    Edited = card.Contains("\n*Updated ", StringComparison.Ordinal) ? 1 : 0,
                    Standing = card.Contains(Summary(texts[^1].Paper), StringComparison.Ordinal) ? 1 : 0,
                };
            }

            return tally;

            static string Summary(Paper paper) => "\n" + DigestCard.Summary(AbstractSummarizer.Summarize(paper)) + "\n";
        }

        // A time that the clock leaves out is as much later as it jumps; of a time that comes twice the first counts.
        private Instant InstantOf(LocalDate day) => (day + local).InZone(calendar, Resolvers.LenientResolver).ToInstant();
    }

    /// <summary>All channels as one surface.</summary>
    private sealed class Building(List<Room> rooms) : IChatSurface
    {
        private readonly Dictionary<string, Channel> places = rooms.ToDictionary(r => r.Name, r => r.Place, StringComparer.Ordinal);

        public SurfaceLimits Limits { get; } = new(2000, CanEdit: true);

        public Task ShowWorkingAsync(IncomingMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<SentMessage> ReplyAsync(IncomingMessage message, ChatPost post, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Nobody asked anything.");

        public Task EditAsync(SentMessage message, ChatPost post, CancellationToken cancellationToken) =>
            places[message.Channel].EditAsync(message, post, cancellationToken);

        public Task<SentMessage> PostAsync(string channel, string key, ChatPost post, CancellationToken cancellationToken) =>
            places[channel].PostAsync(channel, key, post, cancellationToken);

        public Task<PostSearch> FindPostAsync(string channel, string key, DateTimeOffset since, CancellationToken cancellationToken) =>
            places[channel].FindPostAsync(channel, key, since, cancellationToken);
    }

    private sealed record Tally
    {
        public int Due { get; init; }

        public int Quiet { get; init; }

        public int Posted { get; init; }

        public int Posts { get; init; }

        public int DoubledPosts { get; init; }

        public int Doubled { get; init; }

        public int Missed { get; init; }

        public int Corrected { get; init; }

        public int EditsDue { get; init; }

        public int Edited { get; init; }

        public int Standing { get; init; }

        public int Edits { get; init; }

        public int Kills { get; init; }

        public int CatchUps { get; init; }

        public static Tally operator +(Tally left, Tally right) => new()
        {
            Due = left.Due + right.Due,
            Quiet = left.Quiet + right.Quiet,
            Posted = left.Posted + right.Posted,
            Posts = left.Posts + right.Posts,
            DoubledPosts = left.DoubledPosts + right.DoubledPosts,
            Doubled = left.Doubled + right.Doubled,
            Missed = left.Missed + right.Missed,
            CatchUps = left.CatchUps + right.CatchUps,
            Corrected = left.Corrected + right.Corrected,
            EditsDue = left.EditsDue + right.EditsDue,
            Edited = left.Edited + right.Edited,
            Standing = left.Standing + right.Standing,
            Edits = left.Edits + right.Edits,
            Kills = left.Kills + right.Kills,
        };

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"editions due {Due}, posted {Posted}, quiet {Quiet}, posts {Posts}, posts doubled {DoubledPosts}, "
            + $"papers doubled {Doubled}, papers missed {Missed}, kills {Kills}, catch-ups {CatchUps}, "
            + $"cards of corrected papers {Corrected}, newest words standing {Standing}, edits due {EditsDue}, edited {Edited}, edits made {Edits}");
    }
}
