using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.DiscordSimulator.People;
using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Api;
using PaperBot.DiscordSurface.Interactions;
using PaperBot.Importing;
using PaperBot.Intake;
using PaperBot.Retrieval;
using PaperBot.Surfaces;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Interactions;

/// <summary>The real services behind a simulated Discord, on a small listing: everything but the part that reads messages.</summary>
internal sealed partial class InteractionRig : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ServiceProvider services;
    private Task listening = Task.CompletedTask;

    private InteractionRig(
        SimulatedServer server, TimeProvider? clock, Action<IServiceCollection>? more, IEnumerable<(string Key, string Value)> given)
    {
        Server = server;
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Storage:Data", folder.Path), new("Intake:PerMinute", "1000"),
            .. given.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value)),
        ]).Build();
        var options = new DiscordOptions
        {
            Token = new Secret(server.World.Bot.Token), ApiAddress = server.Discord.ApiAddress,
            TestServer = settings["Discord:TestServer"] ?? "",
        };
        var collection = new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(new LogTo(Log)))
            .AddPaperBot(settings, new Streams(() => Stream.Null, TextWriter.Null, TextWriter.Null))
            .AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton(Options.Create(options))
            .AddSingleton<IDiscordTransport>(p => new DiscordApi(options, folder.Path, p.GetRequiredService<TimeProvider>(), Log))
            .AddDiscordInteractions();
        more?.Invoke(collection);
        services = collection.BuildServiceProvider();
    }

    public SimulatedServer Server { get; }

    public RecordingLog Log { get; } = new();

    public Acts Act => Server.Discord.Act;

    public IDiscordTransport Discord => Service<IDiscordTransport>();

    public T Service<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Starts everything and waits until the commands are registered.</summary>
    public static async Task<InteractionRig> StartAsync(
        TimeProvider? clock = null, Action<IServiceCollection>? more = null, bool works = true,
        params (string Key, string Value)[] settings)
    {
        var rig = new InteractionRig(await SimulatedServer.StartAsync(clock), clock, more, settings);
        await rig.BeginAsync(works);
        return rig;
    }

    /// <summary>Starts with settings that need the server's id.</summary>
    public static async Task<InteractionRig> StartForServerAsync()
    {
        var server = await SimulatedServer.StartAsync();
        var rig = new InteractionRig(server, null, null, [("Discord:TestServer", $"{server.Guild.Id}")]);
        await rig.BeginAsync(works: true);
        return rig;
    }

    /// <summary>Begins to work on what was taken in.</summary>
    public Task WorkAsync() => Worker.StartAsync(stopping.Token);

    /// <summary>Posts a message with buttons in the channel, as an answer would.</summary>
    public async Task<PaperBot.DiscordSimulator.World.Message> PostAsync(ChatPost post)
    {
        var body = PaperBot.DiscordSurface.Posts.OutgoingPosts.Of(post, Service<KeptActions>());
        var sent = await Discord.SendAsync(new Snowflake(Server.Channel.Id), body, TestContext.Current.CancellationToken);
        return Server.Channel.Find(sent.Id.Value)!;
    }

    /// <summary>What a person sees of the channel, without what differs from run to run.</summary>
    public string Transcript(PaperBot.DiscordSimulator.World.Person person) =>
        AnswerIds().Replace(Days().Replace(Act.TranscriptFor(person, Server.Channel), "DAY"), "$1ANSWERID")
            .Replace($"{Server.Channel.Id}", "CHANNEL", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Worker.StopAsync(CancellationToken.None);
        await listening;
        await services.DisposeAsync();
        await Server.DisposeAsync();
        stopping.Dispose();
        folder.Dispose();
        Assert.Equal([], Server.Discord.Check.Findings.Select(f => f.ToString()));
        Assert.Equal([], Log.Lines.Where(l => l.Contains(Server.World.Bot.Token, StringComparison.Ordinal)));
    }

    private QuestionWorker Worker => services.GetServices<IHostedService>().OfType<QuestionWorker>().Single();

    private async Task BeginAsync(bool works)
    {
        await Service<PaperImporter>().ImportAsync(new ImportRequest([Listing.WriteTo(folder)]), null, stopping.Token);
        await Service<Corpus>().RefreshAsync(stopping.Token);
        if (works)
        {
            await WorkAsync();
        }

        listening = Task.Run(ListenAsync);
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private async Task ListenAsync()
    {
        var listener = Service<InteractionListener>();
        try
        {
            await foreach (var happened in Discord.EventsAsync(stopping.Token))
            {
                if (happened is DiscordEvent.Ready begun)
                {
                    await listener.ReadyAsync(begun, stopping.Token);
                    ready.TrySetResult();
                }

                listener.Take(happened, stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
        catch (Exception failed)
        {
            ready.TrySetException(failed);
        }
    }

    [GeneratedRegex("(answer `?)[0-9a-z]{8}(?![0-9a-z])")]
    private static partial Regex AnswerIds();

    // Days of digests, which are made on the day of the test; days in our own words of help and refusal stay.
    [GeneratedRegex(@"[0-9]{1,2} [A-Z][a-z]+ 20[0-9]{2}|20[0-9]{2}-[0-9]{2}-[0-9]{2}(?=/|\*\*|`)")]
    private static partial Regex Days();

    private sealed class LogTo(RecordingLog log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => log.CreateLogger(categoryName);

        public void Dispose()
        {
        }
    }
}
