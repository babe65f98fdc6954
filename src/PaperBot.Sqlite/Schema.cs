using System.Globalization;
using Microsoft.Data.Sqlite;
using PaperBot.Papers;

namespace PaperBot.Sqlite;

/// <summary>Whose database a file is, and how far its schema has come.</summary>
internal static class Schema
{
    // Marks the file as ours ("PBot"), so that another program's database is refused rather than altered.
    private const long ApplicationId = 0x50426f74;

    /// <summary>True when no step is missing.</summary>
    /// <exception cref="StoreUnavailableException">The database is another program's, or of a newer version.</exception>
    public static bool IsCurrent(SqliteConnection connection, string file)
    {
        var version = Number(connection, "PRAGMA user_version");
        if (Number(connection, "PRAGMA application_id") != ApplicationId
            && (version != 0 || Number(connection, "SELECT count(*) FROM sqlite_master") != 0))
        {
            throw new StoreUnavailableException(
                $"The database {file} belongs to another program; move it away or choose another data folder.");
        }

        if (version > Migrations.All.Length)
        {
            throw new StoreUnavailableException(string.Create(
                CultureInfo.InvariantCulture,
                $"The database {file} was written by a newer PaperBot (schema {version}, this one knows {Migrations.All.Length}); ")
                + "update PaperBot, or choose another data folder.");
        }

        return version == Migrations.All.Length;
    }

    /// <summary>True when readers and the writer do not block each other.</summary>
    public static bool IsWriteAheadLogged(SqliteConnection connection) => Scalar(connection, "PRAGMA journal_mode") is "wal";

    /// <summary>Kept in the file; needs it for itself for a moment.</summary>
    public static int UseWriteAheadLog(SqliteConnection connection) => Execute(connection, "PRAGMA journal_mode = WAL");

    /// <summary>Copies the log into the file and cuts it off; false when a reader still needs it.</summary>
    public static bool TryEmptyLog(SqliteConnection connection) => Number(connection, "PRAGMA wal_checkpoint(TRUNCATE)") == 0;

    /// <summary>Takes the missing steps, inside a transaction that holds the write lock.</summary>
    public static void TakeMissingSteps(SqliteConnection connection, string file)
    {
        // Read under the lock: another process may have taken the steps meanwhile.
        if (IsCurrent(connection, file))
        {
            return;
        }

        foreach (var step in Migrations.All.Skip((int)Number(connection, "PRAGMA user_version")))
        {
            Execute(connection, step.Sql);
        }

        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Migrations.All.Length}"));
        Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
    }

    public static int Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql) => (long)Scalar(connection, sql)!;

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
