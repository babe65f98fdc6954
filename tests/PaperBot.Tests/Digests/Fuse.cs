using PaperBot.Digests;
using PaperBot.Surfaces;

namespace PaperBot.Tests.Digests;

/// <summary>The process is gone: nothing it does has an effect any more.</summary>
internal sealed class KilledException : Exception;

/// <summary>
/// Kills a simulated process at one of its steps: a step is a write of the ledger or a call of the surface, and the kill falls
/// before or after its effect.
/// </summary>
/// <param name="blowsAt">Number of the step, from 0.</param>
/// <param name="after">Whether the step still takes effect.</param>
internal sealed class Fuse(int blowsAt, bool after)
{
    private int steps;

    public bool IsBlown { get; private set; }

    /// <summary>Kills before and after every step there is, one at a time.</summary>
    /// <param name="survive">Lives through the fuses, one life each; says whether one blew.</param>
    /// <returns>How many blew.</returns>
    public static async Task<int> AtEveryStepAsync(Func<Fuse[], Task<bool>> survive)
    {
        var kills = 0;
        foreach (var after in new[] { false, true })
        {
            var blown = true;
            for (var step = 0; blown; step++)
            {
                blown = await survive([new Fuse(step, after)]);
                kills += blown ? 1 : 0;
            }
        }

        return kills;
    }

    /// <summary>Kills in two lives one after the other, at every pair of steps.</summary>
    /// <param name="steps">How many steps the first life has; the second has at most one more.</param>
    /// <param name="survive">As above.</param>
    /// <returns>How many pairs blew.</returns>
    public static async Task<int> AtEveryPairAsync(int steps, Func<Fuse[], Task<bool>> survive)
    {
        var kills = 0;
        for (var first = 0; first < steps; first++)
        {
            for (var second = 0; second <= steps; second++)
            {
                foreach (var (a, b) in new[] { (false, false), (false, true), (true, false), (true, true) })
                {
                    kills += await survive([new Fuse(first, a), new Fuse(second, b)]) ? 1 : 0;
                }
            }
        }

        return kills;
    }

    public IDigestLedger Over(IDigestLedger ledger) => new FusedLedger(ledger, this);

    public IChatSurface Over(IChatSurface surface) => new FusedSurface(surface, this);

    private async Task<T> StepAsync<T>(Func<Task<T>> effect)
    {
        if (IsBlown || (steps == blowsAt && !after))
        {
            IsBlown = true;
            throw new KilledException();
        }

        var result = await effect();
        if (steps++ == blowsAt)
        {
            IsBlown = true;
            throw new KilledException();
        }

        return result;
    }

    private sealed class FusedLedger(IDigestLedger inner, Fuse fuse) : IDigestLedger
    {
        public Task<DigestLedgerEntry?> FindAsync(DigestEdition edition, CancellationToken cancellationToken) => inner.FindAsync(edition, cancellationToken);

        public Task<DigestLedgerEntry?> TryOpenAsync(DigestLedgerEntry entry, CancellationToken cancellationToken) =>
            fuse.StepAsync(() => inner.TryOpenAsync(entry, cancellationToken));

        public Task<IReadOnlySet<string>> ShownAsync(string channel, CancellationToken cancellationToken) => inner.ShownAsync(channel, cancellationToken);

        public Task<DateOnly?> PreviousAsync(string channel, DateOnly day, CancellationToken cancellationToken) => inner.PreviousAsync(channel, day, cancellationToken);

        public Task<IReadOnlySet<DateOnly>> DaysAsync(string channel, DateOnly from, CancellationToken cancellationToken) => inner.DaysAsync(channel, from, cancellationToken);

        public Task<IReadOnlyList<DigestLedgerEntry>> UnfinishedAsync(DateOnly from, CancellationToken cancellationToken) => inner.UnfinishedAsync(from, cancellationToken);

        public Task<IReadOnlyList<DigestLedgerEntry>> SinceAsync(string channel, DateOnly from, CancellationToken cancellationToken) =>
            inner.SinceAsync(channel, from, cancellationToken);

        public Task<bool> TryReviseAsync(DigestLedgerEntry expected, DigestLedgerEntry revised, CancellationToken cancellationToken) =>
            fuse.StepAsync(() => inner.TryReviseAsync(expected, revised, cancellationToken));

        public Task<bool> WithdrawAsync(DigestEdition edition, CancellationToken cancellationToken) =>
            fuse.StepAsync(() => inner.WithdrawAsync(edition, cancellationToken));

        public Task<bool> TryMoveAsync(DigestEdition edition, DigestPart expected, DigestPart to, CancellationToken cancellationToken) =>
            fuse.StepAsync(() => inner.TryMoveAsync(edition, expected, to, cancellationToken));
    }

    private sealed class FusedSurface(IChatSurface inner, Fuse fuse) : IChatSurface
    {
        public SurfaceLimits Limits => inner.Limits;

        public Task ShowWorkingAsync(IncomingMessage message, CancellationToken cancellationToken) => inner.ShowWorkingAsync(message, cancellationToken);

        public Task<SentMessage> ReplyAsync(IncomingMessage message, ChatPost post, CancellationToken cancellationToken) =>
            fuse.StepAsync(() => inner.ReplyAsync(message, post, cancellationToken));

        public Task EditAsync(SentMessage message, ChatPost post, CancellationToken cancellationToken) => fuse.StepAsync(async () =>
        {
            await inner.EditAsync(message, post, cancellationToken);
            return true;
        });

        public Task<SentMessage> PostAsync(string channel, string key, ChatPost post, CancellationToken cancellationToken) =>
            fuse.StepAsync(() => inner.PostAsync(channel, key, post, cancellationToken));

        public Task<PostSearch> FindPostAsync(string channel, string key, DateTimeOffset since, CancellationToken cancellationToken) =>
            fuse.StepAsync(() => inner.FindPostAsync(channel, key, since, cancellationToken));
    }
}
