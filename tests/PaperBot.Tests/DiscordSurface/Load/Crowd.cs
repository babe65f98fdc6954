using System.Globalization;
using PaperBot.DiscordSimulator.Interactions;
using PaperBot.DiscordSimulator.World;
using PaperBot.Tests.DiscordSimulator;

namespace PaperBot.Tests.DiscordSurface.Load;

/// <summary>What one person asked, and when something came of it.</summary>
/// <param name="ByCommand">Whether with <c>/ask</c> and not by a mention.</param>
/// <param name="At">When.</param>
internal sealed record Asked(bool ByCommand, DateTimeOffset At)
{
    /// <summary>Until the first words of the bot: a place in the queue, a refusal or the answer; "thinking" is none.</summary>
    public TimeSpan? FirstText { get; set; }

    /// <summary>Until the answer or the refusal.</summary>
    public TimeSpan? Last { get; set; }

    public bool IsRefused { get; set; }

    public bool ShowedPlace { get; set; }

    /// <summary>Whether the client showed that the application did not respond.</summary>
    public bool Failed { get; set; }

    /// <summary>The messages that hold an answer.</summary>
    public HashSet<ulong> Answers { get; } = [];
}

/// <summary>People in several servers who ask all at once while others type, and what they see of the bot.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly SimulatedServer server;
    private readonly List<(Person Person, Channel Channel)> people = [];
    private readonly int places;
    private readonly Dictionary<ulong, Asked> asked = [];
    private readonly List<TimeSpan> completions = [];
    private readonly List<IDisposable> listening = [];
    private int typed;
    private int emptyCompletions;

    /// <param name="server">Where the servers are added to.</param>
    /// <param name="servers">How many.</param>
    /// <param name="channels">How many in each.</param>
    /// <param name="people">How many in all, spread evenly.</param>
    public Crowd(SimulatedServer server, int servers, int channels, int people)
    {
        (this.server, places) = (server, servers * channels);
        List<Channel> all = [];
        for (var s = 0; s < servers; s++)
        {
            var guild = server.World.AddGuild($"Server {s}", server.Owner);
            all.AddRange(Enumerable.Range(0, channels).Select(c => server.World.AddChannel(guild, $"papers-{s}-{c}")));
            server.World.Join(guild, server.Bot);
        }

        for (var i = 0; i < people; i++)
        {
            var person = server.World.AddPerson($"p{i}");
            var channel = all[i % all.Count];
            server.World.Join(channel.Guild!, person);
            this.people.Add((person, channel));
        }

        listening.Add(server.World.Changes.Listen(Note));
        listening.Add(server.Discord.Interactions.Changes.Listen(Note));
    }

    /// <summary>Everything that was asked, in no order.</summary>
    public IReadOnlyList<Asked> All
    {
        get
        {
            lock (server.World.Gate)
            {
                return [.. asked.Values];
            }
        }
    }

    /// <summary>How long each answered completion took.</summary>
    public IReadOnlyList<TimeSpan> Completions
    {
        get
        {
            lock (server.World.Gate)
            {
                return [.. completions];
            }
        }
    }

    /// <summary>How many were asked for.</summary>
    public int Typed => Volatile.Read(ref typed);

    /// <summary>How many were answered without anything in them.</summary>
    public int EmptyCompletions => Volatile.Read(ref emptyCompletions);

    /// <summary>Everybody asks something of their own at once: half of them by a mention, the others with a command.</summary>
    /// <param name="round">Another round has other questions.</param>
    public void Ask(int round)
    {
        for (var i = 0; i < people.Count; i++)
        {
            var (person, channel) = people[i];
            var question = NamedPapers.Question((i * 37) + (round * 1009));
            lock (server.World.Gate)
            {
                var byCommand = i / places % 2 == 1;
                var id = byCommand
                    ? server.Discord.Act.Slash(person, channel, "ask", ("question", question)).Interaction!.Id
                    : server.Discord.Act.Say(person, channel, $"<@{server.Bot.Id}> {question}").Said!.Id;
                asked.Add(id, new Asked(byCommand, Snowflakes.TimeOf(id)));
            }
        }
    }

    /// <summary>
    /// One person after the other types the beginning of a title into <c>/paper</c>, ten letters a second in all.
    /// </summary>
    public async Task TypeAsync(int papers, CancellationToken cancellationToken)
    {
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var key = 0; ; key++)
        {
            var (person, channel) = people[key / 12 % people.Count];
            var title = NamedPapers.Title(key / 12 * 101 % papers);
            Interlocked.Increment(ref typed);
            var soFar = title[..Math.Min(1 + (key % 12 * 2), title.Length)];
            server.Discord.Act.Autocomplete(person, channel, "paper", "paper", soFar);
            try
            {
                await clock.WaitForNextTickAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Such as "p50 12 ms, p95 40 ms, p99 61 ms, max 80 ms (200)".</summary>
    public static string Spread(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Select(t => t.TotalMilliseconds).Order().ToList();
        return sorted.Count == 0 ? "none" : string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {At(0.5):0} ms, p95 {At(0.95):0} ms, p99 {At(0.99):0} ms, max {sorted[^1]:0} ms ({sorted.Count})");

        double At(double share) => sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }

    public void Dispose() => listening.ForEach(l => l.Dispose());

    private void Note(WorldChange change)
    {
        var message = change switch
        {
            MessageCreated created => created.Message,
            MessageEdited edited => edited.Message,
            _ => null,
        };
        if (message is null || message.Author != server.Bot || message.IsLoading
            || !asked.TryGetValue(message.Answers?.Interaction ?? message.RepliesTo ?? 0, out var question))
        {
            return;
        }

        var text = message.Body.Content;
        question.FirstText ??= server.World.Now - question.At;
        if (text.Contains("-# answer ", StringComparison.Ordinal))
        {
            question.Answers.Add(message.Id);
            question.Last ??= server.World.Now - question.At;
        }
        else if (text.EndsWith(" …", StringComparison.Ordinal))
        {
            question.ShowedPlace = true;
        }
        else if (text.Contains("again in a minute", StringComparison.Ordinal)
            || text.Contains("Please wait", StringComparison.Ordinal))
        {
            question.IsRefused = true;
            question.Last ??= server.World.Now - question.At;
        }
    }

    private void Note(Interaction interaction)
    {
        if (interaction.Kind == InteractionKind.Autocomplete && interaction.Acknowledged == Acknowledgement.Choices)
        {
            completions.Add(server.World.Now - interaction.At);
            Interlocked.Add(ref emptyCompletions, interaction.Choices is { Count: > 0 } ? 0 : 1);
        }
        else if (interaction.Failed && asked.TryGetValue(interaction.Id, out var question))
        {
            question.Failed = true;
        }
    }
}
