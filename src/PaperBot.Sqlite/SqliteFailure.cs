using Microsoft.Data.Sqlite;
using PaperBot.Papers;

namespace PaperBot.Sqlite;

/// <summary>Turns SQLite's result codes (https://www.sqlite.org/rescode.html) into sentences that say what to do.</summary>
internal static class SqliteFailure
{
    private const int Perm = 3, Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14,
        NotADatabase = 26;

    /// <summary>True when somebody else holds the lock and waiting may help.</summary>
    public static bool IsBusy(SqliteException exception) => exception.SqliteErrorCode is Busy or Locked;

    /// <summary>The sentence for <paramref name="exception"/>, or null when it is a mistake in this program.</summary>
    public static StoreUnavailableException? Explain(SqliteException exception, string file)
    {
        var sentence = exception.SqliteErrorCode switch
        {
            Busy or Locked =>
                $"The database {file} is being written by another PaperBot; "
                + "wait until it has finished, or stop it, then try again.",
            ReadOnly or Perm =>
                $"The database {file} cannot be written; "
                + "give this user write access to the file and its folder, or choose another data folder.",
            IoError =>
                $"The database {file} could not be read or written ({exception.Message}); check the disk it lies on.",
            Corrupt or NotADatabase =>
                $"The database {file} is damaged or is no PaperBot database; "
                + "restore a backup, or move the file away and import again.",
            Full =>
                $"The disk that holds {file} is full; free some space, then try again. Nothing of the last file was stored.",
            CannotOpen =>
                $"The database {file} cannot be opened; check that its folder exists and that this user may write there.",
            _ => null,
        };
        return sentence is null ? null : new StoreUnavailableException(sentence, exception);
    }
}
