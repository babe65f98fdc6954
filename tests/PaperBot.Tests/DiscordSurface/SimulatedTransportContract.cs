using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSurface;
using PaperBot.Tests.DiscordSimulator;
using Xunit;
using Snowflake = PaperBot.DiscordSurface.Snowflake;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>What every way to Discord promises against the simulator: its contract, and faults of every kind.</summary>
public abstract class SimulatedTransportContract(ITestOutputHelper output) : DiscordTransportContract
{
    private const int Told = 200;

    [Fact]
    public async Task Every_message_is_told_once_and_no_reply_stands_twice_through_faults_of_every_kind()
    {
        await using var server = await SimulatedServer.StartAsync();
        await using var api = Open(server.Discord.ApiAddress, new Secret(server.World.Bot.Token));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var (heard, ready) = (new List<string>(), new TaskCompletionSource());
        var reading = Task.Run(() => ListenAsync(api, server, heard, ready, stop.Token), Token);
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);

        Break(server.Discord.Faults);
        List<Task<Exception?>> sends = [];
        for (var n = 0; n < Told; n++)
        {
            server.Discord.Act.Say(server.Reader, server.Channel, $"<@{server.Bot.Id}> {n}");
            if (n % 20 == 0)
            {
                var text = OutgoingMessage.Text($"reply {n}");
                sends.Add(Record.ExceptionAsync(() => (Task)api.SendAsync(new Snowflake(server.Channel.Id), text, Token)).AsTask());
            }

            await Task.Delay(5, Token);
        }

        await Task.WhenAll(sends);
        output.WriteLine(string.Join(", ", server.Discord.Faults.Counts.Select(c => $"{c.Key} {c.Value}")));
        server.Discord.Faults.Clear();
        await EverythingToldAsync(server, heard);
        await stop.CancelAsync();
        await reading;

        Assert.Equal([], heard.GroupBy(h => h).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Equal([], Enumerable.Range(0, Told).Select(n => $"{n}").Except(heard));
        var replies = server.Channel.Messages.Where(m => m.Author == server.Bot).Select(m => m.Body.Content).ToList();
        Assert.Distinct(replies);
        Assert.True(replies.Count >= sends.Count(s => s.Result is null), "a reply that was taken does not stand");
        Assert.Empty(server.Discord.Check.Findings);
    }

    private protected override async Task<ILoopbackDiscord> StartAsync() => new SimulatedLoopback(await SimulatedServer.StartAsync());

    private protected override IDiscordTransport Open(ILoopbackDiscord discord, Secret token) => Open(discord.ApiAddress, token);

    /// <summary>A new transport to that address.</summary>
    private protected abstract IDiscordTransport Open(string address, Secret token);

    private static void Break(FaultPlan faults)
    {
        foreach (var (fault, chance) in new (Fault Fault, double Chance)[]
        {
            (new DropSocket(), 0.05), (new AskToReconnect(), 0.05), (new InvalidateSession(true), 0.05), (new DuplicateDispatch(), 0.15),
            (new ReorderDispatch(), 0.15), (new TruncateFrame(), 0.05), (new CloseSocket(4000), 0.05), (new ServerError(502, true), 0.1),
            (new ServerError(500, false), 0.1), (new ConnectionReset(true), 0.1), (new ConnectionReset(false), 0.1),
            (new TooManyRequests(TimeSpan.FromMilliseconds(200)), 0.1),
        })
        {
            faults.ByChance(fault, chance);
        }
    }

    private static async Task ListenAsync(
        IDiscordTransport api, SimulatedServer server, List<string> heard, TaskCompletionSource ready, CancellationToken cancellationToken)
    {
        await foreach (var told in api.EventsAsync(cancellationToken))
        {
            switch (told)
            {
                case DiscordEvent.GuildAvailable:
                    ready.TrySetResult();
                    break;
                case DiscordEvent.MessageCreated { Message: var message } when message.Author.Id.Value == server.Reader.Id:
                    lock (heard)
                    {
                        heard.Add(message.Content.Split(' ')[^1]);
                    }

                    break;
            }
        }
    }

    // A connection that is lost without a frame to tell of it shows only when something is said.
    private static async Task EverythingToldAsync(SimulatedServer server, List<string> heard)
    {
        for (var t = 0; t < 400; t++)
        {
            lock (heard)
            {
                if (heard.Count >= Told)
                {
                    return;
                }
            }

            await Task.Delay(50, Token);
        }

        Assert.Fail($"{heard.Count} of {Told} messages were told to {server.Bot.Name}");
    }
}
