namespace PaperBot.DiscordSurface.Api.Gateway;

/// <summary>Frames that may still be sent: Discord closes a connection after 120 in 60 seconds.</summary>
internal sealed class SendAllowance(TimeProvider time)
{
    private const int Most = 115;

    // Kept for the beats that keep the connection alive.
    private const int Reserve = 10;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> sent = new();

    /// <summary>Takes a place.</summary>
    /// <param name="isVital">Whether it may come out of the reserve.</param>
    /// <returns>False when there is none.</returns>
    public bool TryTake(bool isVital)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            while (sent.TryPeek(out var first) && first + Period <= now)
            {
                sent.Dequeue();
            }

            if (sent.Count >= (isVital ? Most : Most - Reserve))
            {
                return false;
            }

            sent.Enqueue(now);
            return true;
        }
    }
}
