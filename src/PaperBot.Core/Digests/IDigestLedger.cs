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

    /// <summary>Editions with a part that does not stand in its channel yet, oldest first. One in older words stands.</summary>
    /// <param name="from">Of this day or later; an older digest is no news any more.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<IReadOnlyList<DigestLedgerEntry>> UnfinishedAsync(DateOnly from, CancellationToken cancellationToken);

    /// <summary>A channel's editions with papers of this day or later, oldest first.</summary>
    Task<IReadOnlyList<DigestLedgerEntry>> SinceAsync(string channel, DateOnly from, CancellationToken cancellationToken);

    /// <summary>Gives an edition new words: titles, summaries and prints of its papers, text, state and moment of its parts.</summary>
    /// <param name="expected">As it was read; see <see cref="DigestLedgerEntry.IsStill"/>.</param>
    /// <param name="revised">The same papers and parts.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    /// <returns>False when there is no such edition, or somebody else changed it meanwhile.</returns>
    Task<bool> TryReviseAsync(DigestLedgerEntry expected, DigestLedgerEntry revised, CancellationToken cancellationToken);

    /// <summary>Takes an edition back of which nothing was sent; its papers are candidates again.</summary>
    /// <returns>False when there is no such edition, or something of it may have been sent.</returns>
    Task<bool> WithdrawAsync(DigestEdition edition, CancellationToken cancellationToken);

    /// <summary>Sets how far a part's sending has come, if it is still as expected.</summary>
    /// <param name="edition">Which edition.</param>
    /// <param name="expected">The part as it was read: number, state and moment of the last change must still hold.</param>
    /// <param name="after">Its new state, message and moment.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    /// <returns>False when there is no such part, or somebody else moved it meanwhile.</returns>
    Task<bool> TryMoveAsync(DigestEdition edition, DigestPart expected, DigestPart after, CancellationToken cancellationToken);
}
