using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PaperBot.DiscordSimulator;
using PaperBot.DiscordSimulator.People;
using PaperBot.DiscordSimulator.World;
using PaperBot.DiscordSurface;
using PaperBot.Hosting;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>The whole service, as the program builds it, talking to a Discord on this machine.</summary>
internal sealed partial class DiscordRoom : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource stop = new();
    private readonly RecordingLog log = new();
    private readonly bool ownsServer;
    private readonly IHost host;

    private DiscordRoom(
        SimulatedServer server, bool ownsServer, TemporaryFolder data, IChatClient? model, IEnumerable<(string Key, string Value)> given)
    {
        (Server, this.ownsServer, Data) = (server, ownsServer, data);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
            [
                new("Storage:Data", data.Path), new("Discord:Token", server.World.Bot.Token),
                new("Discord:ApiAddress", server.Discord.ApiAddress), new("Digest:Files", "off"),
            ])
            .AddInMemoryCollection(given.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))).Build();
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<ILoggerFactory>(log);
        if (model is not null)
        {
            builder.Services.AddSingleton(model);
        }

        builder.Services.AddPaperBot(settings, new Streams(() => Stream.Null, Out, TextWriter.Null));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        host = builder.Build();
        Running = RunAsync();
    }

    public SimulatedServer Server { get; }

    public TemporaryFolder Data { get; }

    public StringWriter Out { get; } = new();

    public IReadOnlyList<string> Log => log.Lines;

    /// <summary>The service from start to end.</summary>
    public Task Running { get; }

    public SimulatedDiscord Discord => Server.Discord;

    public T Service<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>Starts it on a small listing and waits until the bot is connected.</summary>
    public static Task<DiscordRoom> OpenAsync(params (string Key, string Value)[] settings) => OpenAsync(null, settings);

    public static async Task<DiscordRoom> OpenAsync(IChatClient? model, params (string Key, string Value)[] settings)
    {
        var data = new TemporaryFolder();
        await ProgramRun.Of(data, "import", Listing.WriteTo(data));
        return await OpenAsync(await SimulatedServer.StartAsync(), ownsServer: true, data, model, settings);
    }

    /// <summary>Starts it on a world and a folder that are there.</summary>
    public static async Task<DiscordRoom> OpenAsync(
        SimulatedServer server, bool ownsServer, TemporaryFolder data, IChatClient? model = null, params (string Key, string Value)[] settings)
    {
        var room = new DiscordRoom(server, ownsServer, data, model, settings);
        var connected = room.Service<DiscordBot>().Connected;
        await Task.WhenAny(connected, room.Running).WaitAsync(Patience, TestContext.Current.CancellationToken);
        if (!connected.IsCompletedSuccessfully)
        {
            await using (room)
            {
                await room.Running;
            }
        }

        await room.UntilAsync(() => server.Discord.Gateway.BotIsOnline, "the bot online");
        return room;
    }

    /// <summary>Waits until Discord offers the commands.</summary>
    public Task OfferedAsync() => UntilAsync(() => Discord.Commands.All.Count > 0, "the commands");

    /// <summary>Says something that mentions the bot.</summary>
    public Sight Ask(string text, Channel? channel = null, Message? replyTo = null) =>
        Discord.Act.Say(Server.Reader, channel ?? Server.Channel, $"@PaperBot {text}", replyTo);

    /// <summary>What a reader sees, without what differs from run to run.</summary>
    public string Seen(Channel? channel = null) => Changing().Replace(
        Discord.Act.TranscriptFor(Server.Reader, channel ?? Server.Channel), m => m.Groups[1].Success ? " (edited)" : "answer ID");

    /// <summary>Compares with the file of this name; with PAPERBOT_WRITE_GOLDEN set it is written instead.</summary>
    public static void IsGolden(string name, string transcript)
    {
        if (Environment.GetEnvironmentVariable("PAPERBOT_WRITE_GOLDEN") is { Length: > 0 })
        {
            File.WriteAllText(Path.Combine(Checkout.Root, "tests", "PaperBot.Tests", "Fixtures", "discord", $"{name}.txt"), transcript);
            return;
        }

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "discord", $"{name}.txt")), transcript);
    }

    public async Task UntilAsync(Func<bool> holds, string what)
    {
        for (var waited = 0; !holds(); waited += 25)
        {
            Assert.True(waited < Patience.TotalMilliseconds, $"waited in vain for {what}:\n{string.Join('\n', Log.TakeLast(20))}");
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Ends the service as a signal would.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await Running.WaitAsync(Patience, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Running.ContinueWith(ended => _ = ended.Exception, TaskScheduler.Default);
        await ((IAsyncDisposable)host).DisposeAsync();
        stop.Dispose();
        if (ownsServer)
        {
            var findings = Discord.Check.Findings;
            await Server.DisposeAsync();
            Data.Dispose();
            Assert.Empty(findings);
        }
    }

    private async Task RunAsync() => await HostedService.RunAsync(host, stop.Token);

    [GeneratedRegex(@"( \(edited \d+\))|answer [0-9a-z]{8}\b")]
    private static partial Regex Changing();

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
