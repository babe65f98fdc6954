using System.Text.Json.Nodes;

namespace PaperBot.DiscordSimulator.Gateway;

/// <summary>
/// What is kept of a login while sockets come and go: the events sent so far, to be sent again to whoever resumes.
/// </summary>
internal sealed class GatewaySession(string id, Intents intents)
{
    /// <summary>Events kept for a resume; older ones are lost, and with them the session.</summary>
    private const int MostKept = 5_000;

    private readonly Queue<(long Seq, string Name, string Frame)> sent = [];

    public string Id { get; } = id;

    public Intents Intents { get; } = intents;

    /// <summary>The number of the last event; the first has 1.</summary>
    public long Seq { get; private set; }

    /// <summary>The socket it is on; null while there is none.</summary>
    public GatewayConnection? Connection { get; set; }

    /// <summary>When its socket went away.</summary>
    public DateTimeOffset LostAt { get; set; }

    /// <summary>Numbers an event, keeps it and sends it when there is a socket.</summary>
    public void Dispatch(string name, JsonObject payload)
    {
        Seq++;
        var frame = new JsonObject { ["op"] = 0, ["s"] = Seq, ["t"] = name, ["d"] = payload }.ToJsonString();
        sent.Enqueue((Seq, name, frame));
        if (sent.Count > MostKept)
        {
            sent.Dequeue();
        }

        Connection?.SendDispatch(name, frame);
    }

    /// <summary>Forgets the events that were sent; a client that has not read them cannot resume any more.</summary>
    public void Forget() => sent.Clear();

    /// <summary>Whether every event after <paramref name="seq"/> is still there.</summary>
    public bool CanReplayAfter(long seq) => seq == Seq || (sent.TryPeek(out var first) && first.Seq <= seq + 1);

    /// <summary>The events after <paramref name="seq"/>, in order.</summary>
    public IReadOnlyList<(string Name, string Frame)> After(long seq) =>
        [.. sent.Where(s => s.Seq > seq).Select(s => (s.Name, s.Frame))];
}
