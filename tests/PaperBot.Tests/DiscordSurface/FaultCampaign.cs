using System.Globalization;
using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSimulator.People;
using PaperBot.DiscordSimulator.World;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>
/// People who talk, digests that fall due, faults of every kind and a bot that is killed at random moments; and what became of it
/// all.
/// </summary>
internal sealed class FaultCampaign : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Size size;
    private readonly SimulatedServer server;
    private readonly TemporaryFolder data = new();
    private readonly CancellationToken token;
    private readonly Random random = new(7);
    private readonly List<BotProcess> lives = [];
    private readonly List<Question> asked = [];
    private readonly List<Person> people = [];
    private readonly List<long> memory = [];
    private readonly Lock gate = new();
    private BotProcess bot = null!;
    private int again;

    private FaultCampaign(Size size, SimulatedServer server, CancellationToken token) =>
        (this.size, this.server, this.token) = (size, server, token);

    public IReadOnlyList<Question> Asked => asked;

    public List<Channel> Editions { get; } = [];

    public int Kills { get; private set; }

    public int LastExit { get; private set; } = -1;

    public int Faults => server.Discord.Faults.Counts.Values.Sum();

    public IReadOnlyList<object> Findings => [.. server.Discord.Check.Findings];

    /// <summary>What the bot wrote in all its lives.</summary>
    public string Log => string.Join('\n', lives.ToList().SelectMany(l => l.Said));

    public static async Task<FaultCampaign> StartAsync(Size size, CancellationToken token)
    {
        var campaign = new FaultCampaign(size, await SimulatedServer.StartAsync(), token);
        campaign.server.Discord.Gateway.HeartbeatInterval = TimeSpan.FromSeconds(5);
        await ProgramRun.Of(campaign.data, "import", Listing.WriteTo(campaign.data));
        await campaign.StartBotAsync();
        return campaign;
    }

    public async Task RunAsync()
    {
        await GreetAsync();
        Break(server.Discord.Faults);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(token);
        var killing = KillAsync(done.Token);
        var digests = Enumerable.Range(0, size.Digests).Select(DigestAsync).ToList();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, size.Conversations),
            new ParallelOptions { MaxDegreeOfParallelism = size.AtOnce, CancellationToken = token },
            async (number, _) => await TalkAsync(number));
        await Task.WhenAll(digests);
        await killing;

        // What is missing of faults is made up for by talk that nobody has to answer.
        while (Faults < size.Faults)
        {
            server.Discord.Act.Say(server.Owner, server.Channel, "So they said.");
            await Task.Delay(1, token);
        }

        server.Discord.Faults.Clear();
        await UntilAsync(() => asked.TrueForAll(a => a.Answers.Count > 0 && a.Drafts.Count == 0), "every answer");
        await UntilAsync(() => Editions.TrueForAll(e => DigestsIn(e) > 0), "every digest");
        memory.Add(bot.Memory);
        LastExit = await bot.StopAsync();
    }

    public int DigestsIn(Channel channel) => channel.Messages.ToList().Count(
        m => m.Author == server.Bot && m.Body.Content.StartsWith("# Paper digest", StringComparison.Ordinal));

    public string Report() => string.Create(
        CultureInfo.InvariantCulture,
        $"faults {Faults}: {string.Join(", ", server.Discord.Faults.Counts.Select(c => $"{c.Key} {c.Value}"))}; kills {Kills}; "
        + $"questions {asked.Count}, asked again by hand because Discord or the bot said so {again}; digests {Editions.Count}; "
        + $"working set at the end of each life {string.Join(' ', memory)} MB");

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        await server.DisposeAsync();
        data.Dispose();
    }

    private async Task StartBotAsync()
    {
        bot = await BotProcess.StartAsync(
            server, data, ("Discord:FreeSessionsPerHour", "500"), ("Discord:PerServerPerMinute", "6000"), ("Discord:TimeoutSeconds", "5"),
            ("Intake:PerMinute", "1000"), ("Digest:SettleMinutes", "0"));
        lives.Add(bot);
    }

    // Without a farewell, at whatever it is doing, and not long after it came up.
    private async Task KillAsync(CancellationToken cancellationToken)
    {
        while (Kills < size.Kills)
        {
            await Task.Delay(TimeSpan.FromSeconds(2 + (random.NextDouble() * 8)), cancellationToken);
            memory.Add(bot.Memory);
            await bot.DisposeAsync();
            Kills++;
            await StartBotAsync();
        }
    }

    // Of a direct exchange in which it never heard anything no bot can know; a lost first word there would be lost for good.
    private async Task GreetAsync()
    {
        foreach (var number in Enumerable.Range(0, size.Conversations))
        {
            var person = server.World.AddPerson($"reader{number}");
            server.World.Join(server.Guild, person);
            people.Add(person);
            if (IsDirect(number))
            {
                var direct = server.Discord.Act.Direct(person);
                server.Discord.Act.Say(person, direct, "/help");
                await UntilAsync(() => direct.Messages.Any(m => m.Author == server.Bot), "a reply to a greeting");
            }
        }
    }

    // Half of them fall due by their schedule, half are asked for.
    private async Task DigestAsync(int number)
    {
        await Task.Delay(TimeSpan.FromSeconds(number * 2.0), token);
        var channel = server.World.AddChannel(server.Guild, $"digest-{number}");
        lock (gate)
        {
            Editions.Add(channel);
        }

        if (number % 2 == 0)
        {
            // Full minutes only, and one that has begun when it is set would mean tomorrow.
            var due = DateTime.UtcNow.AddSeconds(75).ToString("HH:mm", CultureInfo.InvariantCulture);
            var set = await ProgramRun.Of(
                data, "schedule", "--channel", $"{channel.Id}", "--time", due, "--zone", "Etc/UTC", "--days", "daily");
            Assert.Equal(0, set.Code);
        }
        else
        {
            await CallAsync(server.Owner, channel, m => !IsStopped(m), "digest now");
        }

        await UntilAsync(() => DigestsIn(channel) > 0, $"the digest in {channel}");
    }

    // A question and, once it is answered, another that follows: by mention and reply, directly, by command.
    private async Task TalkAsync(int number)
    {
        var person = people[number];
        var act = server.Discord.Act;
        var channel = IsDirect(number) ? act.Direct(person) : server.World.AddChannel(server.Guild, $"room-{number}");
        foreach (var question in (string[])["How much faster is Lanternfish than full attention?", "and what is attended to?"])
        {
            if (number % 4 == 3)
            {
                var by = await CallAsync(person, channel, IsAnswer, "ask", ("question", question), ("private", false));
                await AnsweredAsync(new Question($"/ask of {person}", channel, m => m.Answers?.Interaction == by.Interaction!.Id, See(person, channel)));
            }
            else
            {
                var before = channel.Messages.LastOrDefault(m => m.Author == server.Bot);
                var said = act.Say(person, channel, before is null || IsDirect(number) ? $"@PaperBot {question}" : question, before).Said!;
                await AnsweredAsync(new Question($"{person}: {question}", channel, m => m.RepliesTo == said.Id, See(person, channel)));
            }
        }
    }

    private Func<string> See(Person person, Channel channel) => () => server.Discord.Act.TranscriptFor(person, channel);

    private async Task AnsweredAsync(Question question)
    {
        lock (gate)
        {
            asked.Add(question);
        }

        await UntilAsync(() => question.Answers.Count > 0 && question.Drafts.Count == 0, $"an answer to {question.What}");
    }

    // As people do: what did not respond, or says that it was stopped or cannot be now, is called again.
    private async Task<Sight> CallAsync(
        Person person, Channel channel, Func<Message, bool> isServed, string command, params (string Name, object Value)[] options)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var sight = server.Discord.Act.Slash(person, channel, command, options);
            Message? reply = null;
            await UntilAsync(
                () => sight.Interaction!.Failed || (reply = sight.Messages.FirstOrDefault(m => IsReplyTo(sight, m))) is not null,
                $"a reply to /{command}, of which {person} sees:\n{server.Discord.Act.TranscriptFor(person, channel)}");
            if (reply is not null && isServed(reply))
            {
                return sight;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"/{command} never came to be answered");
            Interlocked.Increment(ref again);
            await Task.Delay(1000, token);
        }
    }

    private async Task UntilAsync(Func<bool> holds, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!Holds())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                var all = Log;
                Assert.Fail($"waited in vain for {what}; {Report()}\n{all[Math.Max(0, all.Length - 6000)..]}");
            }

            await Task.Delay(50, token);
        }

        bool Holds()
        {
            lock (server.World.Gate)
            {
                return holds();
            }
        }
    }

    private static bool IsReplyTo(Sight sight, Message message) =>
        message.Answers?.Interaction == sight.Interaction!.Id && !message.IsLoading && !IsDraft(message);

    private static bool IsAnswer(Message message) => message.Body.Content.Contains("-# answer ", StringComparison.Ordinal);

    private static bool IsStopped(Message message) => message.Body.Content.StartsWith("I was stopped", StringComparison.Ordinal);

    private static bool IsDirect(int number) => number % 4 == 2;

    private static bool IsDraft(Message message) => message.Body.Content.EndsWith(" …", StringComparison.Ordinal);

    private static void Break(FaultPlan faults)
    {
        foreach (var (fault, chance) in new (Fault Fault, double Chance)[]
        {
            (new DropSocket(), 0.012), (new AskToReconnect(), 0.012), (new InvalidateSession(true), 0.012), (new TruncateFrame(), 0.012),
            (new CloseSocket(4000), 0.012), (new InvalidateSession(false), 0.004), (new StallSocket(), 0.003),
            (new DuplicateDispatch(), 0.15), (new ReorderDispatch(), 0.15),
            (new ServerError(502, true), 0.05), (new ServerError(500), 0.05), (new ConnectionReset(true), 0.05), (new ConnectionReset(), 0.05),
            (new TooManyRequests(TimeSpan.FromMilliseconds(200)), 0.06), (new SlowAnswer(TimeSpan.FromMilliseconds(300)), 0.06),
            (new NoAnswer(true), 0.003),
        })
        {
            faults.ByChance(fault, chance);
        }
    }

    /// <summary>How much of everything.</summary>
    /// <param name="Conversations">Of two questions each.</param>
    /// <param name="Digests">One for each channel of its own.</param>
    /// <param name="Faults">At least so many.</param>
    /// <param name="Kills">How often the bot is killed.</param>
    /// <param name="AtOnce">Conversations that go on at the same time.</param>
    internal sealed record Size(int Conversations, int Digests, int Faults, int Kills, int AtOnce);

    /// <summary>A question, and what stands below it.</summary>
    internal sealed record Question(string What, Channel Channel, Func<Message, bool> IsReply, Func<string> Look)
    {
        public string Seen => Look();

        public IReadOnlyList<Message> Answers => Own(IsAnswer);

        public IReadOnlyList<Message> Drafts => Own(IsDraft);

        private List<Message> Own(Func<Message, bool> fits) =>
            [.. Channel.Messages.ToList().Where(m => m.Author.IsBot && !m.IsDeleted && IsReply(m) && fits(m))];
    }
}
