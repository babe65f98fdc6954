using PaperBot.Digests;
using PaperBot.Papers;

namespace PaperBot.Tests.Hosting;

/// <summary>A database that is busy for the first editions.</summary>
internal sealed class StubbornLedger(IDigestLedger inner, int failing) : IDigestLedger
{
    private int left = failing;

    public Task<DigestLedgerEntry?> FindAsync(DigestEdition edition, CancellationToken cancellationToken) =>
        inner.FindAsync(edition, cancellationToken);

    public Task<DigestLedgerEntry?> TryOpenAsync(DigestLedgerEntry entry, CancellationToken cancellationToken) =>
        left-- > 0 ? throw new StoreUnavailableException("The database is busy.") : inner.TryOpenAsync(entry, cancellationToken);

    public Task<IReadOnlySet<string>> ShownAsync(string channel, CancellationToken cancellationToken) =>
        inner.ShownAsync(channel, cancellationToken);

    public Task<DateOnly?> PreviousAsync(string channel, DateOnly day, CancellationToken cancellationToken) =>
        inner.PreviousAsync(channel, day, cancellationToken);

    public Task<IReadOnlySet<DateOnly>> DaysAsync(string channel, DateOnly from, CancellationToken cancellationToken) =>
        inner.DaysAsync(channel, from, cancellationToken);

    public Task<IReadOnlyList<DigestLedgerEntry>> UnfinishedAsync(DateOnly from, CancellationToken cancellationToken) =>
        inner.UnfinishedAsync(from, cancellationToken);

    public Task<IReadOnlyList<DigestLedgerEntry>> SinceAsync(string channel, DateOnly from, CancellationToken cancellationToken) =>
        inner.SinceAsync(channel, from, cancellationToken);

    public Task<bool> TryReviseAsync(
        DigestLedgerEntry expected, DigestLedgerEntry revised, CancellationToken cancellationToken) =>
        inner.TryReviseAsync(expected, revised, cancellationToken);

    public Task<bool> WithdrawAsync(DigestEdition edition, CancellationToken cancellationToken) =>
        inner.WithdrawAsync(edition, cancellationToken);

    public Task<bool> TryMoveAsync(
        DigestEdition edition, DigestPart expected, DigestPart after, CancellationToken cancellationToken) =>
        inner.TryMoveAsync(edition, expected, after, cancellationToken);
}
