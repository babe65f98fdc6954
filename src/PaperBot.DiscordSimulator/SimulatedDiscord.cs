using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSimulator.Gateway;
using PaperBot.DiscordSimulator.Interactions;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.People;
using PaperBot.DiscordSimulator.Rest;
using PaperBot.DiscordSimulator.Schema;
using PaperBot.DiscordSimulator.Snapshots;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator;

/// <summary>
/// A Discord on this machine, on 127.0.0.1 only: REST below <c>/api/v10</c>, the gateway, and files, over one world in memory.
/// </summary>
internal sealed class SimulatedDiscord : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RestServer rest;
    private readonly FileServer files;
    private readonly CancellationTokenSource stopping = new();

    private SimulatedDiscord(SimulatorOptions options)
    {
        var before = options.Before is { } saved ? new SnapshotReader(saved, options.Clock) : null;
        World = before?.World ?? new DiscordWorld(options.Clock, options.BotName);
        Faults = new FaultPlan(options.Seed);
        Check = new RequestCheck(options.OpenApiFile is { } file ? OpenApiDocument.Load(file) : null);
        Buckets = new Buckets(options.Clock);
        Invalid = new InvalidRequests(options.Clock);
        Nonces = new Nonces(options.Clock);
        app = Build(options);
        Payloads = new MessagePayloads(World, () => Address);
        Gateway = new GatewayHub(World, Payloads, Faults, () => Address);
        var places = new Places(World);
        Commands = new CommandRegistry(World);
        Interactions = new InteractionDesk(World, Payloads, Gateway.Interaction);
        before?.Settle(Commands, Interactions, Nonces);
        files = new FileServer(World);
        Act = new Acts(this);
        rest = new RestServer(
            World,
            [
                .. new MessageRoutes(places, Payloads, Nonces).Routes(),
                .. new PlaceRoutes(places).Routes(),
                .. new CommandRoutes(Commands, places).Routes(),
                .. new CallbackRoutes(Interactions, places, Payloads).Routes(),
                .. new WebhookRoutes(Interactions, places, Payloads).Routes(),
                new("GET", "/gateway",
                    _ => RestAnswer.Ok(new System.Text.Json.Nodes.JsonObject { ["url"] = Gateway.Address("gateway") }))
                {
                    NeedsToken = false,
                },
                new("GET", "/gateway/bot", _ => RestAnswer.Ok(Gateway.Information())),
            ],
            Buckets, Invalid, Faults, Check);
    }

    public DiscordWorld World { get; }

    /// <summary>What goes wrong, and when.</summary>
    public FaultPlan Faults { get; }

    public GatewayHub Gateway { get; }

    /// <summary>What people do.</summary>
    public Acts Act { get; }

    /// <summary>How messages are written for the bot.</summary>
    public MessagePayloads Payloads { get; }

    /// <summary>The commands the bot registered.</summary>
    public CommandRegistry Commands { get; }

    /// <summary>What people did that the bot has to answer.</summary>
    public InteractionDesk Interactions { get; }

    public Buckets Buckets { get; }

    public InvalidRequests Invalid { get; }

    public Nonces Nonces { get; }

    /// <summary>What differed from Discord's description.</summary>
    public RequestCheck Check { get; }

    /// <summary>The requests that came.</summary>
    public RestLog Requests => rest.Log;

    /// <summary>What can be asked for.</summary>
    public IReadOnlyList<RestRoute> Routes => rest.Routes;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The base address of the REST interface, without a slash at its end.</summary>
    public string ApiAddress => Address.GetLeftPart(UriPartial.Authority) + RestServer.Base;

    /// <summary>Starts one that listens when the task is done.</summary>
    public static async Task<SimulatedDiscord> StartAsync(SimulatorOptions? options = null, CancellationToken cancellationToken =
        default)
    {
        var simulator = new SimulatedDiscord(options ?? new SimulatorOptions());
        await simulator.app.StartAsync(cancellationToken).ConfigureAwait(false);
        var server = simulator.app.Services.GetRequiredService<IServer>();
        simulator.Address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return simulator;
    }

    /// <summary>
    /// Forgets everything that was said, asked and requested so far; places and people stay. For runs that last, while nothing is
    /// under way.
    /// </summary>
    public void Forget()
    {
        lock (World.Gate)
        {
            foreach (var channel in World.Channels)
            {
                channel.Messages.Clear();
            }

            Interactions.Forget();
            Nonces.Forget();
            Buckets.Forget();
        }

        Requests.Forget();
        Gateway.ForgetEvents();
    }

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        await stopping.CancelAsync().ConfigureAwait(false);
        await app.DisposeAsync().ConfigureAwait(false);
        stopping.Dispose();
    }

    private WebApplication Build(SimulatorOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = RequestReader.LargestRequest + 1024;
            kestrel.AddServerHeader = false;
        });
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout =
            TimeSpan.FromSeconds(1));
        var built = builder.Build();
        built.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        options.AlsoServe?.Invoke(built);
        built.Map("/gateway", http => ServeGatewayAsync(http, onResumeAddress: false));
        built.Map("/resume", http => ServeGatewayAsync(http, onResumeAddress: true));
        built.MapGet("/attachments/{channel}/{attachment}/{name}", (HttpContext http, ulong channel, ulong attachment) =>
            files.HandleAsync(http, channel, attachment));
        built.Map(RestServer.Base + "/{**path}", http => rest.HandleAsync(http));
        return built;
    }

    private async Task ServeGatewayAsync(HttpContext http, bool onResumeAddress)
    {
        if (Faults.Take<RefuseConnection>("socket") is not null)
        {
            http.Abort();
            return;
        }

        var encoding = http.Request.Query["encoding"].ToString();
        if (!http.WebSockets.IsWebSocketRequest || encoding != "json" || http.Request.Query.ContainsKey("compress"))
        {
            http.Response.StatusCode = 400;
            await http.Response.WriteAsync("A WebSocket with encoding=json and without compression is what there is here.",
                http.RequestAborted)
                .ConfigureAwait(false);
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping.Token);
        await Gateway.ServeAsync(socket, onResumeAddress, http.Request.Query["v"], both.Token).ConfigureAwait(false);
    }
}
