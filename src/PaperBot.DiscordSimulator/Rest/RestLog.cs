using System.Text.Json.Nodes;

namespace PaperBot.DiscordSimulator.Rest;

/// <summary>A request as it came and the status it got; 0 when no answer was given. The bot's token is not in it.</summary>
internal sealed record LoggedRequest(DateTimeOffset At, string Method, string Template, string Path, JsonNode? Body, int Status)
{
    public override string ToString() => $"{Method} {Template} {Status}";
}

/// <summary>The requests that came, oldest first; the newest ten thousand are kept.</summary>
internal sealed class RestLog
{
    private const int Most = 10_000;
    private readonly Lock gate = new();
    private readonly Queue<LoggedRequest> requests = [];
    private long total;

    public IReadOnlyList<LoggedRequest> All
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    /// <summary>How many came in all.</summary>
    public long Total => Volatile.Read(ref total);

    /// <summary>Those of a route, such as <c>POST /channels/{channel_id}/messages</c>.</summary>
    public IReadOnlyList<LoggedRequest> Of(string route) => [.. All.Where(r => $"{r.Method} {r.Template}" == route)];

    public void Forget()
    {
        lock (gate)
        {
            requests.Clear();
        }
    }

    public void Add(LoggedRequest request)
    {
        lock (gate)
        {
            total++;
            requests.Enqueue(request);
            if (requests.Count > Most)
            {
                requests.Dequeue();
            }
        }
    }
}
