namespace PaperBot.Digests;

/// <summary>
/// Remembers editions: one per key, each kept whole or not at all, no paper in two editions of a channel. Writes are atomic.
/// </summary>
public interface IDigestLedger
{
    /// <summary>The edition, or null when there is none.</summary>
    Task<DigestLedgerEntry?> FindAsync(DigestEdition edition, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps the entry unless its edition exists with papers; an empty edition gives way as long as none of its parts was sent.
    /// Null when the entry was not kept, because another writer was first: either its edition exists, or one of its papers came
    /// into another edition of the channel meanwhile.
    /// </summary>
    Task<DigestLedgerEntry?> TryOpenAsync(DigestLedgerEntry entry, CancellationToken cancellationToken);

    /// <summary>Ids of all papers in the channel's editions.</summary>
    Task<IReadOnlySet<string>> ShownAsync(string channel, CancellationToken cancellationToken);

    /// <summary>The day of the channel's latest edition with papers before <paramref name="day"/>, or null.</summary>
    Task<DateOnly?> PreviousAsync(string channel, DateOnly day, CancellationToken cancellationToken);

    /// <summary>The days from <paramref name="from"/> on that have an edition of the channel, empty ones too.</summary>
    Task<IReadOnlySet<DateOnly>> DaysAsync(string channel, DateOnly from, CancellationToken cancellationToken);

    /// <summary>Sets how far a part's sending has come.</summary>
    /// <param name="edition">Which edition.</param>
    /// <param name="part">From 1.</param>
    /// <param name="state">The new state.</param>
    /// <param name="messageId">The surface's id of the post, with <see cref="DigestPartState.Posted"/>.</param>
    /// <param name="at">The moment.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    /// <returns>False when there is no such part.</returns>
    Task<bool> MarkAsync(
        DigestEdition edition, int part, DigestPartState state, string? messageId, DateTimeOffset at,
        CancellationToken cancellationToken);
}
