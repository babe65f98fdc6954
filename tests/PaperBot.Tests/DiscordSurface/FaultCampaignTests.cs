using System.Globalization;
using PaperBot.Digests;
using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSimulator.World;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>
/// The whole service in a Discord where much goes wrong: people talk with it, digests fall due, the bot is stopped and started
/// again. Sessions that Discord throws away with their events are left out: what was said in them nobody can know.
/// </summary>
public sealed class FaultCampaignTests(ITestOutputHelper output)
{
    private const int AtOnce = 10;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Length", "Long")]
    [InlineData(12, 4, 2, 40)]
    public Task Some_faults_leave_no_question_unanswered_or_answered_twice_and_no_digest_lost_or_doubled(
        int conversations, int digests, int lives, int faults) => RunAsync(conversations, digests, lives, faults);

    [Theory]
    [Trait("Length", "Long")]
    [InlineData(300, 60, 6, 2000)]
    public Task Thousands_of_faults_leave_no_question_unanswered_or_answered_twice_and_no_digest_lost_or_doubled(
        int conversations, int digests, int lives, int faults) => RunAsync(conversations, digests, lives, faults);

    private async Task RunAsync(int conversations, int digests, int lives, int faults)
    {
        await using var server = await SimulatedServer.StartAsync();
        using var data = new TemporaryFolder();
        await ProgramRun.Of(data, "import", Listing.WriteTo(data));
        List<(Channel Channel, Message Question)> asked = [];
        List<Channel> editions = [];
        List<string> log = [];
        for (var life = 0; life < lives; life++)
        {
            await using var room = await DiscordRoom.OpenAsync(
                server, ownsServer: false, data, null, ("Discord:FreeSessionsPerHour", "500"), ("Discord:PerServerPerMinute", "6000"),
                ("Discord:TimeoutSeconds", "5"), ("Intake:Waiting", "500"), ("Digest:Channel", $"{server.Channel.Id}"), ("Digest:Enabled", "false"));
            Break(server.Discord.Faults);
            for (var i = 0; i < digests / lives; i++)
            {
                editions.Add(server.World.AddChannel(server.Guild, $"digest-{editions.Count}"));
                room.Service<DigestAgenda>().PostNow(editions[^1].Id.ToString(CultureInfo.InvariantCulture));
            }

            foreach (var group in Enumerable.Range(life * conversations / lives, conversations / lives).Chunk(AtOnce))
            {
                asked.AddRange((await Task.WhenAll(group.Select(number => TalkAsync(room, server, number)))).SelectMany(a => a));
            }

            // Odd numbers of faults are made up for by idle talk that nobody has to answer.
            while (Count(server) < faults * (life + 1) / lives)
            {
                server.Discord.Act.Say(server.Owner, server.Channel, "So they said.");
                await Task.Delay(1, Token);
            }

            server.Discord.Faults.Clear();
            await room.UntilAsync(() => asked.TrueForAll(a => Answers(server, a).Count > 0), "an answer to every question");
            await DigestsAsync(room, server, editions);
            log.AddRange(room.Log);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"faults {Count(server)}: {string.Join(", ", server.Discord.Faults.Counts.Select(c => $"{c.Key} {c.Value}"))}; questions {asked.Count}, "
            + $"digests {editions.Count}, lives {lives}, memory {GC.GetTotalMemory(true) / 1_000_000} MB"));
        Assert.All(asked, a => Assert.Single(Answers(server, a)));
        Assert.All(editions, e => Assert.Single(Digests(server, e)));
        Assert.DoesNotContain(log, l => l.Contains("failed for message", StringComparison.Ordinal));
        Assert.Empty(server.Discord.Check.Findings);
    }

    // What failed is gone on with every minute; here it is asked for sooner.
    private static async Task DigestsAsync(DiscordRoom room, SimulatedServer server, List<Channel> editions)
    {
        for (var look = 0; look < 20 && !editions.TrueForAll(e => Digests(server, e).Count > 0); look++)
        {
            room.Service<DigestAgenda>().LookAgain();
            await Task.Delay(TimeSpan.FromSeconds(3), Token);
        }

        await room.UntilAsync(() => editions.TrueForAll(e => Digests(server, e).Count > 0), "every digest");
    }

    // A question and, once it is answered, another as a reply to the answer, by a person of their own in a channel of their own.
    private static async Task<List<(Channel, Message)>> TalkAsync(DiscordRoom room, SimulatedServer server, int number)
    {
        var person = server.World.AddPerson($"reader{number}");
        server.World.Join(server.Guild, person);
        var channel = server.World.AddChannel(server.Guild, $"room-{number}");
        var first = server.Discord.Act.Say(person, channel, "@PaperBot How much faster is Lanternfish than full attention?").Said!;
        await room.UntilAsync(() => Answers(server, (channel, first)).Count > 0, $"the first answer to reader {number}");
        var answer = Answers(server, (channel, first))[0];
        var second = server.Discord.Act.Say(person, channel, "and what is attended to?", answer).Said!;
        return [(channel, first), (channel, second)];
    }

    // Whatever stands for good: no draft, which ends with an ellipsis or is a note in italics.
    private static List<Message> Answers(SimulatedServer server, (Channel Channel, Message Question) asked) =>
    [
        .. asked.Channel.Messages.ToList().Where(m => m.Author == server.Bot && !m.IsDeleted && m.RepliesTo == asked.Question.Id
            && m.Body.Content.Contains("answer ", StringComparison.Ordinal)),
    ];

    private static List<Message> Digests(SimulatedServer server, Channel channel) =>
        [.. channel.Messages.ToList().Where(m => m.Author == server.Bot && m.Body.Content.StartsWith("# Paper digest", StringComparison.Ordinal))];

    private static int Count(SimulatedServer server) => server.Discord.Faults.Counts.Values.Sum();

    private static void Break(FaultPlan faults)
    {
        foreach (var (fault, chance) in new (Fault Fault, double Chance)[]
        {
            (new DropSocket(), 0.03), (new AskToReconnect(), 0.03), (new InvalidateSession(true), 0.03), (new DuplicateDispatch(), 0.1),
            (new ReorderDispatch(), 0.1), (new TruncateFrame(), 0.03), (new CloseSocket(4000), 0.03), (new ServerError(502, true), 0.04),
            (new ServerError(500), 0.04), (new ConnectionReset(true), 0.04), (new ConnectionReset(), 0.04),
            (new TooManyRequests(TimeSpan.FromMilliseconds(200)), 0.04), (new SlowAnswer(TimeSpan.FromMilliseconds(300)), 0.05),
        })
        {
            faults.ByChance(fault, chance);
        }
    }
}
