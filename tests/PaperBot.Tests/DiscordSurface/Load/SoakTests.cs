using System.Globalization;
using PaperBot.Digests;
using PaperBot.DiscordSimulator.World;
using PaperBot.Tests.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Load;

/// <summary>
/// The whole service through some thousand conversations with buttons, completions, lost connections and digests: what it holds
/// in memory must not grow with what happened. Memory is counted after everything unused was collected, and after the simulated
/// Discord, which runs in this process too, has forgotten what was said.
/// </summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Rounds = 60;
    private const int AtOnce = 50;
    private const int People = 500;

    // Bounded collections still fill up in the second half: some thousand ids and custom ids of buttons.
    private const long Margin = 6_000_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Length", "Long")]
    public async Task Memory_does_not_grow_with_what_happened()
    {
        using var data = new TemporaryFolder();
        await NamedPapers.ImportAsync(data, 1000);
        await using var server = await SimulatedServer.StartAsync(isChecked: false);
        server.Discord.Buckets.Enforced = false;
        var people = Enumerable.Range(0, People).Select(i => server.World.AddPerson($"p{i}")).ToList();
        people.ForEach(p => server.World.Join(server.Guild, p));
        await using var room = await DiscordRoom.OpenAsync(
            server, ownsServer: false, data, null, ("Discord:FreeSessionsPerHour", "500"), ("Intake:PerMinute", "1000"),
            ("Discord:PerServerPerMinute", "10000"), ("Digest:Enabled", "false"));
        List<long> held = [];
        var digests = 0;
        for (var round = 0; round < Rounds; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i =>
                TalkAsync(room, people[((round * AtOnce) + i) % People], (round * AtOnce) + i)));
            if (round % 3 == 0)
            {
                digests += await DigestAsync(room, round);
            }

            if (round % 2 == 1)
            {
                await ReconnectAsync(room);
            }

            if ((round + 1) % (Rounds / 6) == 0)
            {
                held.Add(Held(room));
                var resumes = server.Discord.Gateway.Statistics.Resumes;
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(round + 1) * AtOnce} conversations, {digests} digests, {resumes} resumes: "
                    + $"heap {held[^1] / 1e6:0.0} MB, process {Environment.WorkingSet / 1e6:0} MB"));
            }
        }

        var grown = held[^1] - held[(held.Count / 2) - 1];
        Assert.True(grown <= Margin, $"It grew by {grown / 1000} kB in the second half.");
    }

    // A question by a mention, one that goes on from it, one by a command, a button, and a title typed in.
    private static async Task TalkAsync(DiscordRoom room, Person person, int number)
    {
        var (act, server) = (room.Discord.Act, room.Server);
        var first = act.Say(person, server.Channel, $"<@{server.Bot.Id}> {NamedPapers.Question(number * 4 % 1000)}");
        var answer = await AnswerAsync(room, first.Said!);
        var second = act.Say(person, server.Channel, "and what was it tried on?", answer);
        await AnswerAsync(room, second.Said!);
        var patience = TimeSpan.FromSeconds(60);
        var asked = act.Slash(person, server.Channel, "ask", ("question", NamedPapers.Question(number % 1000)));
        var shown = await asked.MessageAsync(m => m.Body.Content.Contains("-# answer ", StringComparison.Ordinal), patience);
        await act.Press(person, shown, "Evidence").MessageAsync(patience: patience);
        var soFar = NamedPapers.Title(number % 1000)[..6];
        await act.Autocomplete(person, server.Channel, "paper", "paper", soFar).ChoicesAsync(patience);
    }

    private static async Task<Message> AnswerAsync(DiscordRoom room, Message question)
    {
        Message? answer = null;
        await room.UntilAsync(
            () =>
            {
                lock (room.Server.World.Gate)
                {
                    answer = question.Channel.Messages.Find(m => m.RepliesTo == question.Id
                        && m.Body.Content.Contains("-# answer ", StringComparison.Ordinal));
                }

                return answer is not null;
            },
            "an answer");
        return answer!;
    }

    private static async Task<int> DigestAsync(DiscordRoom room, int round)
    {
        var channel = room.Server.World.AddChannel(room.Server.Guild, $"digest-{round}");
        room.Service<DigestAgenda>().PostNow(channel.Id.ToString(CultureInfo.InvariantCulture));
        var seen = 0;
        await room.UntilAsync(() => channel.Messages.Count > 0, "a digest");
        while (channel.Messages.Count > seen)
        {
            seen = channel.Messages.Count;
            await Task.Delay(500, Token);
        }

        room.Discord.Act.DeleteChannel(channel);
        return 1;
    }

    private static async Task ReconnectAsync(DiscordRoom room)
    {
        var gateway = room.Discord.Gateway;
        var resumes = gateway.Statistics.Resumes;
        gateway.Each(c => c.Break());
        await room.UntilAsync(() => gateway.Statistics.Resumes > resumes && gateway.BotIsOnline, "a resume");
    }

    private static long Held(DiscordRoom room)
    {
        Assert.DoesNotContain(room.Log, l => l.StartsWith("Error", StringComparison.Ordinal));
        room.ForgetLog();
        room.Discord.Forget();
        GC.Collect(2, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
