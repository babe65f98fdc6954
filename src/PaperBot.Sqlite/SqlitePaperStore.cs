using Microsoft.Data.Sqlite;
using PaperBot.Papers;

namespace PaperBot.Sqlite;

/// <summary>Keeps papers in SQLite; what the tables mean is told in <see cref="PaperSchema"/>.</summary>
internal sealed class SqlitePaperStore(SqliteDatabase database, TimeProvider time) : IPaperStore
{
    public Task<int> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var count = new PreparedCommand(connection, "SELECT count(*) FROM papers");
            return (int)count.Number()!.Value;
        },
        cancellationToken);

    public IAsyncEnumerable<Paper> ReadAllAsync(CancellationToken cancellationToken) =>
        database.ReadRowsAsync($"{PaperRows.SelectPapers} ORDER BY papers.seq", PaperRows.ReadPaper, cancellationToken);

    public Task<Paper?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var find = new PreparedCommand(connection, $"{PaperRows.SelectPapers} WHERE id = @id");
            find["@id"] = id;
            return find.Rows(PaperRows.ReadPaper).SingleOrDefault();
        },
        cancellationToken);

    public async Task<IReadOnlyList<PaperVersion>> VersionsAsync(string id, CancellationToken cancellationToken) =>
        (await MergeAsync(id, cancellationToken))?.Versions ?? [];

    public async Task<IReadOnlyList<FieldProvenance>> ProvenanceAsync(string id, CancellationToken cancellationToken) =>
        (await MergeAsync(id, cancellationToken))?.Provenance ?? [];

    public Task<long> BeginImportAsync(bool sample, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            using var begin = new PreparedCommand(
                connection, "INSERT INTO imports (begun, sample) VALUES (@begun, @sample) RETURNING number");
            begin["@begun"] = FactColumns.Moment(time.GetUtcNow());
            begin["@sample"] = sample;
            return begin.Number()!.Value;
        },
        cancellationToken);

    public Task<FileChanges> StoreAsync(
        long import, string file, IEnumerable<ListedPaper> papers, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            var row = FindImport(connection, import)
                ?? throw new ArgumentOutOfRangeException(nameof(import), import, "There is no such import.");
            using var writer = new ListingWriter(connection, row, file);
            var effects = new int[3];
            foreach (var paper in papers)
            {
                cancellationToken.ThrowIfCancellationRequested();
                effects[(int)writer.Store(paper)]++;
            }

            return new FileChanges(
                effects[(int)RecordEffect.Added], effects[(int)RecordEffect.Merged], effects[(int)RecordEffect.Unchanged]);
        },
        cancellationToken);

    public Task<IReadOnlyList<ImportSummary>> ImportsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ImportSummary>>(
            connection =>
            {
                using var imports = new PreparedCommand(
                    connection,
                    """
                    SELECT number, begun, (
                        SELECT json_group_array(file)
                        FROM (SELECT file FROM listings WHERE import = number GROUP BY file ORDER BY min(seq))
                    ), (
                        SELECT count(DISTINCT paper) FROM sightings JOIN listings ON listings.seq = sightings.listing
                        WHERE import = number
                    )
                    FROM imports
                    WHERE EXISTS (SELECT 1 FROM listings WHERE import = number)
                    ORDER BY number DESC
                    """);
                return imports.Rows(row => new ImportSummary(
                    row.GetInt64(0), FactColumns.Moment(row, 1), FactColumns.List(row, 2)!, row.GetInt32(3)));
            },
            cancellationToken);

    // A listing's number may come again after an undo, an import's never does.
    public Task<string> StampAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var stamp = new PreparedCommand(
                connection,
                """
                SELECT (SELECT total(seq) FROM sqlite_sequence WHERE name = 'imports')
                    || '/' || total(import) || '/' || count(*) || '/' || total(seq)
                FROM listings
                """);
            return stamp.Rows(row => row.GetString(0))[0];
        },
        cancellationToken);

    public Task<UndoneImport?> UndoAsync(long import, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            using var stored = new PreparedCommand(connection, "SELECT 1 FROM listings WHERE import = @import LIMIT 1");
            stored["@import"] = import;
            return stored.Number() is null ? null : ImportUndo.Run(connection, import, cancellationToken);
        },
        cancellationToken);

    private Task<MergedPaper?> MergeAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var find = new PreparedCommand(connection, "SELECT seq FROM papers WHERE id = @id");
            using var rows = new PaperRows(connection);
            find["@id"] = id;
            return find.Number() is { } paper ? rows.Load(paper).Merge() : null;
        },
        cancellationToken);

    private static ImportRow? FindImport(SqliteConnection connection, long import)
    {
        using var find = new PreparedCommand(connection, "SELECT begun, sample FROM imports WHERE number = @import");
        find["@import"] = import;
        return find.Rows(row => new ImportRow(import, FactColumns.Moment(row, 0), row.GetBoolean(1))).SingleOrDefault();
    }
}
