using Microsoft.Data.Sqlite;
using PaperBot.Papers;

namespace PaperBot.Sqlite;

/// <summary>Takes one import back, within one transaction.</summary>
internal static class ImportUndo
{
    private const string Touched =
        """
        CREATE TEMP TABLE touched AS
        SELECT paper, text FROM sightings JOIN listings ON listings.seq = sightings.listing WHERE import = @import
        """;

    public static UndoneImport Run(SqliteConnection connection, long import, CancellationToken cancellationToken)
    {
        Execute(connection, "DROP TABLE IF EXISTS temp.touched", import);
        Execute(connection, Touched, import);
        Execute(connection, "DELETE FROM sightings WHERE listing IN (SELECT seq FROM listings WHERE import = @import)", import);

        using var papers = new PaperRows(connection);
        using var remaining = new PreparedCommand(
            connection,
            """
            SELECT DISTINCT paper FROM touched
            WHERE EXISTS (SELECT 1 FROM sightings WHERE sightings.paper = touched.paper)
            """);
        var reverted = remaining.Rows(row => row.GetInt64(0));
        foreach (var paper in reverted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            papers.Update(papers.Load(paper));
        }

        var removed = Execute(
            connection,
            """
            DELETE FROM papers WHERE seq IN (SELECT paper FROM touched)
            AND NOT EXISTS (SELECT 1 FROM sightings WHERE sightings.paper = papers.seq)
            """,
            import);
        Execute(
            connection,
            """
            DELETE FROM texts WHERE seq IN (SELECT text FROM touched)
            AND NOT EXISTS (SELECT 1 FROM sightings WHERE sightings.text = texts.seq)
            """,
            import);
        Execute(connection, "DELETE FROM listings WHERE import = @import", import);
        Execute(connection, "DELETE FROM imports WHERE number = @import", import);
        Execute(connection, "DROP TABLE temp.touched", import);
        return new UndoneImport(removed, reverted.Count);
    }

    private static int Execute(SqliteConnection connection, string sql, long import)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@import", import);
        return command.ExecuteNonQuery();
    }
}
