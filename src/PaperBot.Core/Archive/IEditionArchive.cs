using PaperBot.Digests;

namespace PaperBot.Archive;

/// <summary>Finds kept editions again. It only reads.</summary>
internal interface IEditionArchive
{
    /// <summary>
    /// Editions with papers that match, newest first, of one day in order of their channels' names. Time grows with the number of
    /// editions looked through, which ends when enough are found.
    /// </summary>
    /// <exception cref="Papers.StoreUnavailableException">The store cannot be used.</exception>
    Task<ArchivePage> SearchAsync(ArchiveQuery query, CancellationToken cancellationToken);

    /// <summary>Editions with papers of which every part stands in its channel, newest first.</summary>
    /// <param name="from">Of this day or later.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<IReadOnlyList<StandingEdition>> StandingAsync(DateOnly from, CancellationToken cancellationToken);
}

/// <summary>What is looked for.</summary>
internal sealed record ArchiveQuery
{
    /// <summary>Only of this channel; null for all.</summary>
    public string? Channel { get; init; }

    /// <summary>Of this day or later.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Of this day or earlier.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Words that one paper of the edition must all have; empty for every edition.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether words are looked for.</summary>
    public bool HasText => !string.IsNullOrWhiteSpace(Text);

    /// <summary>Most editions, at least 1.</summary>
    public int Most { get; init; } = 20;
}

/// <summary>What was found.</summary>
/// <param name="Editions">Newest first.</param>
/// <param name="HasMore">True when older ones match too.</param>
internal sealed record ArchivePage(IReadOnlyList<ArchivedEdition> Editions, bool HasMore);

/// <summary>A kept edition that matches.</summary>
/// <param name="Edition">Channel and day.</param>
/// <param name="Papers">All of them, in order of their numbers; never empty.</param>
/// <param name="Matches">Those that have the words; all of them when no words were given.</param>
internal sealed record ArchivedEdition(
    DigestEdition Edition, IReadOnlyList<DigestLedgerPaper> Papers, IReadOnlyList<DigestLedgerPaper> Matches)
{
    /// <summary>In order, without the one for papers that share none.</summary>
    public IReadOnlyList<string> Headings =>
        [.. Papers.Select(p => p.Topic).Where(t => t != DigestGroup.Rest).Distinct(StringComparer.Ordinal)];
}

/// <summary>An edition that stands in its channel.</summary>
/// <param name="Edition">Channel and day.</param>
/// <param name="Stamp">Another one whenever the edition changed.</param>
internal sealed record StandingEdition(DigestEdition Edition, string Stamp);
