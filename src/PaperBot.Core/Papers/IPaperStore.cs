namespace PaperBot.Papers;

/// <summary>
/// Keeps papers, their versions, and who said what. Every write is atomic: after a crash at any moment the store holds
/// either all of a file's papers or none of them. Every member throws <see cref="StoreUnavailableException"/> when the store
/// cannot be used.
/// </summary>
public interface IPaperStore
{
    /// <summary>Number of distinct papers.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken);

    /// <summary>Every paper, in order of first import.</summary>
    IAsyncEnumerable<Paper> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>The paper with this id, or null.</summary>
    Task<Paper?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// The texts a paper has had, oldest first; empty when the id is unknown. Undoing an import closes the gap it leaves, so
    /// whatever is derived from a text is kept by the text, not by the version's number.
    /// </summary>
    Task<IReadOnlyList<PaperVersion>> VersionsAsync(string id, CancellationToken cancellationToken);

    /// <summary>Which file and line states each of the paper's facts; empty when the id is unknown.</summary>
    Task<IReadOnlyList<FieldProvenance>> ProvenanceAsync(string id, CancellationToken cancellationToken);

    /// <summary>Begins an import, the unit that can be undone, and returns its number.</summary>
    Task<long> BeginImportAsync(bool sample, CancellationToken cancellationToken);

    /// <summary>
    /// Stores one file's records in one transaction. <paramref name="papers"/> is enumerated once, lazily; an exception from
    /// it, or a cancellation, stores nothing of the file. A record that a file of this name stated before is unchanged, even on
    /// another line; the same statement in another file is a further source and counts as merged.
    /// </summary>
    /// <param name="import">A number from <see cref="BeginImportAsync"/>.</param>
    /// <param name="file">The file's name without folder, as shown under a paper's sources.</param>
    /// <param name="papers">The records in file order.</param>
    /// <param name="cancellationToken">Rolls the file back.</param>
    Task<FileChanges> StoreAsync(long import, string file, IEnumerable<ListedPaper> papers, CancellationToken cancellationToken);

    /// <summary>The imports that stored something and were not undone, newest first.</summary>
    Task<IReadOnlyList<ImportSummary>> ImportsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A mark that is another one whenever records were stored or an import was taken back since. It is cheap: whoever keeps
    /// something made from papers can ask every minute whether to look again.
    /// </summary>
    Task<string> StampAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes an import back as a whole: papers only it listed disappear, the others return to what their remaining sources
    /// state. Null when there is no such import.
    /// </summary>
    Task<UndoneImport?> UndoAsync(long import, CancellationToken cancellationToken);
}

/// <summary>One text of a paper.</summary>
/// <param name="Version">1-based.</param>
/// <param name="Title">As printed.</param>
/// <param name="Abstract">As printed.</param>
/// <param name="Seen">When it was first imported, in UTC.</param>
public sealed record PaperVersion(int Version, string Title, string Abstract, DateTimeOffset Seen);

/// <summary>Where a fact comes from.</summary>
/// <param name="Field">Which fact.</param>
/// <param name="File">The file's name.</param>
/// <param name="Line">1-based.</param>
public sealed record FieldProvenance(PaperField Field, string File, int Line);

/// <summary>What storing one file did, counted in records: the three add up to the records stored.</summary>
/// <param name="Added">Records that brought a new paper.</param>
/// <param name="Merged">Records that enriched or changed a known paper.</param>
/// <param name="Unchanged">Records that said nothing new.</param>
public sealed record FileChanges(int Added, int Merged, int Unchanged);

/// <summary>An import that can be undone.</summary>
/// <param name="Number">Counts up from 1.</param>
/// <param name="Begun">UTC.</param>
/// <param name="Files">Names of its files.</param>
/// <param name="Papers">Distinct papers it listed.</param>
public sealed record ImportSummary(long Number, DateTimeOffset Begun, IReadOnlyList<string> Files, int Papers);

/// <summary>What undoing an import did.</summary>
/// <param name="Removed">Papers that are gone.</param>
/// <param name="Reverted">Papers that stay, with what their other sources state.</param>
public sealed record UndoneImport(int Removed, int Reverted);
