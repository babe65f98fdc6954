using System.Net.WebSockets;
using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Gateway;

/// <summary>The gateway: sessions, what they are told, and how sockets log in and out. All under the world's gate.</summary>
internal sealed partial class GatewayHub : IDisposable
{
    private readonly DiscordWorld world;
    private readonly GatewayEvents events;
    private readonly Func<Uri> address;
    private readonly Dictionary<string, GatewaySession> sessions = [];
    private readonly List<GatewayConnection> connections = [];
    private readonly IDisposable listening;

    public GatewayHub(DiscordWorld world, MessagePayloads payloads, FaultPlan faults, Func<Uri> address)
    {
        (this.world, this.address, Faults) = (world, address, faults);
        events = new GatewayEvents(world, payloads);
        Budget = new IdentifyBudget(world.Clock);
        listening = world.Changes.Listen(Tell);
    }

    public FaultPlan Faults { get; }

    public GatewayStatistics Statistics { get; } = new();

    public IdentifyBudget Budget { get; }

    /// <summary>How often a client has to send a heartbeat. Without one for twice as long its session is over.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a session waits for a resume.</summary>
    public TimeSpan ResumeWindow { get; set; } = TimeSpan.FromMinutes(3);

    public DateTimeOffset Now => world.Now;

    /// <summary>Where elapsed times are counted from.</summary>
    public long Timestamp => world.Clock.GetTimestamp();

    /// <summary>The time between two timestamps of the clock.</summary>
    public TimeSpan Between(long first, long second) => world.Clock.GetElapsedTime(first, second);

    /// <summary>The sessions that are alive, with a socket or waiting for a resume.</summary>
    public int Sessions
    {
        get
        {
            lock (world.Gate)
            {
                return sessions.Count;
            }
        }
    }

    /// <summary>Whether a session is connected and logged in, which is when the bot shows as online.</summary>
    public bool BotIsOnline
    {
        get
        {
            lock (world.Gate)
            {
                return sessions.Values.Any(s => s.Connection is not null);
            }
        }
    }

    /// <summary>The body of <c>GET /gateway/bot</c>.</summary>
    public JsonObject Information() => new()
    {
        ["url"] = Address("gateway"),
        ["shards"] = 1,
        ["session_start_limit"] = new JsonObject
        {
            ["total"] = Budget.Total,
            ["remaining"] = Budget.Remaining,
            ["reset_after"] = (long)Budget.ResetAfter.TotalMilliseconds,
            ["max_concurrency"] = Budget.AtOnce,
        },
    };

    public string Address(string path) => $"ws://{address().Authority}/{path}";

    /// <summary>Serves a socket until it is gone.</summary>
    public async Task ServeAsync(WebSocket socket, bool onResumeAddress, string? version, CancellationToken cancellationToken)
    {
        var connection = new GatewayConnection(socket, this, onResumeAddress);
        Do(() =>
        {
            Statistics.Connections++;
            connections.Add(connection);
        });
        if (version != "10")
        {
            connection.Close(4012, "Invalid API version.");
        }

        await connection.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets the events that were sent to sessions with a socket.</summary>
    public void ForgetEvents() => Do(() =>
    {
        foreach (var session in sessions.Values.Where(s => s.Connection is not null))
        {
            session.Forget();
        }
    });

    /// <summary>Does something to the sockets that are open now, such as <see cref="AskToReconnect"/>.</summary>
    public void Each(Action<GatewayConnection> action) => Do(() => connections.ToList().ForEach(action));

    /// <summary>An interaction goes to every session, whatever its intents.</summary>
    public void Interaction(JsonObject payload)
    {
        foreach (var session in sessions.Values.ToList())
        {
            session.Dispatch("INTERACTION_CREATE", (JsonObject)payload.DeepClone());
        }
    }

    public void Receive(GatewayConnection connection, JsonObject frame)
    {
        var op = frame.Integer("op");
        switch (op)
        {
            case 1: connection.Beat(); break;
            case 2 or 6 when connection.Session is not null:
                CloseFor(connection, 4005, "Already authenticated.");
                break;
            case 2: Identify(connection, frame.Part("d")); break;
            case 6: Resume(connection, frame.Part("d")); break;
            case 3 or 4 or 8 or 31 or 43 when connection.Session is null:
                CloseFor(connection, 4003, "Not authenticated.");
                break;
            case 3 or 4 or 8 or 31 or 43: break;
            default: CloseFor(connection, 4001, "Unknown opcode."); break;
        }
    }

    /// <summary>Closes, and ends the session when the code says that it is over.</summary>
    public void CloseFor(GatewayConnection connection, int code, string reason)
    {
        connection.Close(code, reason);
        if (code is 1000 or 4003 or 4004 or 4005 or 4007 or 4008 or 4009 or (>= 4010 and <= 4014))
        {
            End(connection);
        }
    }

    /// <summary>Asks the client to reconnect, and closes a few seconds later if it does not.</summary>
    public void AskToReconnect(GatewayConnection connection)
    {
        connection.Send(GatewayConnection.Payload(7, null));
        Detach(connection);
        After(TimeSpan.FromSeconds(3), () => connection.Close(4000, "Reconnect was asked for."));
    }

    /// <summary>Tells the client that its session is invalid, and ends the session when it cannot be resumed.</summary>
    public void Invalidate(GatewayConnection connection, bool resumable)
    {
        connection.Send(GatewayConnection.Payload(9, resumable));
        if (resumable)
        {
            Detach(connection);
        }
        else
        {
            End(connection);
        }
    }

    /// <summary>The socket is gone. A clean goodbye ends the session; anything else leaves it for a resume.</summary>
    public void Lost(GatewayConnection connection, int? code) => Do(() =>
    {
        connections.Remove(connection);
        if (code is 1000 or 1001)
        {
            End(connection);
        }
        else
        {
            Detach(connection);
        }
    });

    /// <summary>Looks at the heartbeats of a connection until disposed of.</summary>
    public ITimer Watch(GatewayConnection connection) => world.Clock.CreateTimer(
        _ => Do(() =>
        {
            if (world.Clock.GetElapsedTime(connection.LastHeartbeat) > 2 * HeartbeatInterval)
            {
                CloseFor(connection, 4009, "Session timed out.");
            }
        }),
        null, HeartbeatInterval, HeartbeatInterval);

    public void After(TimeSpan time, Action action)
    {
        ITimer? timer = null;
        timer = world.Clock.CreateTimer(_ =>
        {
            Do(action);
            timer?.Dispose();
        }, null, time, Timeout.InfiniteTimeSpan);
    }

    public void Do(Action action)
    {
        lock (world.Gate)
        {
            action();
        }
    }

    public TResult Do<TResult>(Func<TResult> action)
    {
        lock (world.Gate)
        {
            return action();
        }
    }

    public void Dispose()
    {
        listening.Dispose();
        Each(c => c.Break());
    }

    private void Tell(WorldChange change)
    {
        if (sessions.Count == 0 || events.Of(change) is not { } told)
        {
            return;
        }

        foreach (var session in sessions.Values.Where(s => told.Needs == Intents.None || (s.Intents & told.Needs) != 0).ToList())
        {
            session.Dispatch(told.Name, told.Payload(session.Intents));
        }
    }

    private void Detach(GatewayConnection connection)
    {
        if (connection.Session is { } session && session.Connection == connection)
        {
            (session.Connection, session.LostAt) = (null, Now);
        }

        connection.Session = null;
    }

    private void End(GatewayConnection connection)
    {
        if (connection.Session is { } session)
        {
            Detach(connection);
            sessions.Remove(session.Id);
        }
    }
}
