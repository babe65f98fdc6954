using System.Security.Cryptography;
using System.Text;

namespace PaperBot.DiscordSimulator.Rest;

/// <summary>Where a bucket stands after a request.</summary>
internal sealed record BucketState(string Hash, int Limit, int Remaining, DateTimeOffset Reset, TimeSpan ResetAfter);

/// <summary>A request that came too fast.</summary>
/// <param name="Scope"><c>user</c>, <c>global</c> or <c>shared</c>.</param>
/// <param name="RetryAfter">When it may come again.</param>
internal sealed record TooFast(string Scope, TimeSpan RetryAfter);

/// <summary>Counts requests per bucket and for the bot as a whole.</summary>
internal sealed class Buckets(TimeProvider clock)
{
    private readonly Dictionary<string, (int Used, DateTimeOffset Reset)> buckets = [];
    private readonly Queue<DateTimeOffset> global = [];

    /// <summary>Requests a second for the bot as a whole.</summary>
    public int GlobalPerSecond { get; set; } = 50;

    /// <summary>Whether buckets count at all; a load test of something else switches them off.</summary>
    public bool Enforced { get; set; } = true;

    /// <summary>Counts a request. Called with the world's gate taken.</summary>
    /// <returns>Why it is refused, if it is; and where its bucket stands.</returns>
    public (TooFast? Refusal, BucketState? State) Count(RestRoute route, IReadOnlyDictionary<string, string> values)
    {
        if (!Enforced || route.Limited == LimitedBy.Nothing)
        {
            return (null, null);
        }

        var now = clock.GetUtcNow();
        if (route.Limited == LimitedBy.BucketAndGlobal && CountGlobally(now) is { } wait)
        {
            return (new TooFast("global", wait), null);
        }

        var name = route.SharedBucket ?? route.Method + " " + route.Template;
        var key = name + "|" + string.Join('|', MajorPlaces.Select(p => values.GetValueOrDefault(p)));
        var (used, reset) = buckets.TryGetValue(key, out var known) && known.Reset > now ? known : (0, now + route.Per);
        var refused = used >= route.Limit;
        used = refused ? used : used + 1;
        buckets[key] = (used, reset);
        var state = new BucketState(Hash(name), route.Limit, route.Limit - used, reset, reset - now);
        return (refused ? new TooFast("user", reset - now) : null, state);
    }

    /// <summary>Forgets the buckets that are full again.</summary>
    public void Forget()
    {
        foreach (var (key, _) in buckets.Where(b => b.Value.Reset <= clock.GetUtcNow()).ToList())
        {
            buckets.Remove(key);
        }
    }

    /// <summary>The ids that give a bucket of its own to each channel, server or webhook.</summary>
    private static readonly string[] MajorPlaces =
        ["channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_id"];

    private TimeSpan? CountGlobally(DateTimeOffset now)
    {
        var second = TimeSpan.FromSeconds(1);
        while (global.TryPeek(out var first) && first + second <= now)
        {
            global.Dequeue();
        }

        if (global.Count >= GlobalPerSecond)
        {
            return global.Peek() + second - now;
        }

        global.Enqueue(now);
        return null;
    }

    private static string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32];
}
