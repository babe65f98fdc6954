namespace PaperBot.DiscordSurface.Api.Rest;

/// <summary>
/// Which calls Discord counts together. A route stands for itself until an answer names its bucket; several routes may turn
/// out to
/// share one. Channels, servers and webhooks count apart.
/// </summary>
internal sealed class Buckets(TimeProvider time)
{
    // Every interaction has a bucket of its own, so they are cleared out now and then.
    private const int Many = 500;

    private readonly Lock gate = new();
    private readonly Dictionary<string, string> names = [];
    private readonly Dictionary<(string Name, string Major), Bucket> buckets = [];
    private int sweepAt = Many;

    /// <summary>How many are kept.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return buckets.Count;
            }
        }
    }

    /// <summary>Waits until a call may be sent. <see cref="Bucket.Leave"/> must follow.</summary>
    /// <exception cref="LimitException">The wait would go past the deadline.</exception>
    public async Task<Bucket> EnterAsync(ApiCall call, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            var bucket = Of(call);
            await bucket.EnterAsync(deadline, cancellationToken).ConfigureAwait(false);

            // While it waited, the route may have turned out to belong elsewhere.
            if (ReferenceEquals(bucket, Of(call)))
            {
                return bucket;
            }

            bucket.Leave();
        }
    }

    /// <summary>Takes in what an answer said of the bucket that its call went through.</summary>
    /// <returns>The bucket that calls of this kind go through from now on.</returns>
    public Bucket Learn(ApiCall call, Bucket bucket, RateLimitHeaders limits)
    {
        if (limits.Bucket is { Length: > 0 } name)
        {
            lock (gate)
            {
                names[call.Name] = name;

                // The queue goes on under its new name, unless another route brought one already.
                if (!buckets.TryAdd((name, call.Major), bucket))
                {
                    bucket = buckets[(name, call.Major)];
                }
            }
        }

        bucket.Learn(limits);
        return bucket;
    }

    private Bucket Of(ApiCall call)
    {
        lock (gate)
        {
            var key = (names.GetValueOrDefault(call.Name, call.Name), call.Major);
            if (!buckets.TryGetValue(key, out var bucket))
            {
                Sweep();
                bucket = buckets[key] = new Bucket(time);
            }

            return bucket;
        }
    }

    private void Sweep()
    {
        if (buckets.Count < sweepAt)
        {
            return;
        }

        foreach (var (key, _) in buckets.Where(b => b.Value.IsIdle).ToList())
        {
            buckets.Remove(key);
        }

        sweepAt = Math.Max(Many, 2 * buckets.Count);
    }
}
