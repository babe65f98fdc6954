namespace PaperBot.DiscordSimulator.Gateway;

/// <summary>What happened at the gateway, counted for tests.</summary>
internal sealed class GatewayStatistics
{
    private readonly Lock gate = new();
    private readonly List<int> closes = [];
    private readonly List<int> clientCloses = [];
    private readonly Queue<TimeSpan> betweenBeats = [];

    /// <summary>Sockets that were accepted.</summary>
    public int Connections { get; set; }

    public int Identifies { get; set; }

    /// <summary>Resumes that worked.</summary>
    public int Resumes { get; set; }

    /// <summary>Resumes that came to another address than READY gave for them.</summary>
    public int ResumesElsewhere { get; set; }

    public int Heartbeats { get; private set; }

    /// <summary>How often the bot used up its identifies, which made Discord replace its token.</summary>
    public int TokenResets { get; set; }

    /// <summary>The most client frames that came within 60 seconds on one connection.</summary>
    public int BusiestMinute { get; set; }

    /// <summary>Codes the simulator closed with, in order.</summary>
    public IReadOnlyList<int> Closes => Copy(closes);

    /// <summary>Codes the client closed with, in order; 1006 stands for a connection that broke.</summary>
    public IReadOnlyList<int> ClientCloses => Copy(clientCloses);

    public void Closed(int code)
    {
        lock (gate)
        {
            closes.Add(code);
        }
    }

    public void ClientClosed(int code)
    {
        lock (gate)
        {
            clientCloses.Add(code);
        }
    }

    /// <summary>How long each heartbeat came after the one before it on its connection; the newest ten thousand.</summary>
    public IReadOnlyList<TimeSpan> BetweenBeats
    {
        get
        {
            lock (gate)
            {
                return [.. betweenBeats];
            }
        }
    }

    /// <summary>Notes a heartbeat.</summary>
    /// <param name="after">The time since the one before it on the same connection; null for the first.</param>
    public void Beat(TimeSpan? after)
    {
        lock (gate)
        {
            Heartbeats++;
            if (after is { } time)
            {
                betweenBeats.Enqueue(time);
                if (betweenBeats.Count > 10_000)
                {
                    betweenBeats.Dequeue();
                }
            }
        }
    }

    private IReadOnlyList<int> Copy(List<int> list)
    {
        lock (gate)
        {
            return [.. list];
        }
    }
}
