using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using PaperBot.Papers;

namespace PaperBot.Sqlite;

/// <summary>
/// One SQLite file in WAL mode: any number of readers, one writer at a time, in this process and others. Brings the schema up
/// to date before the first use.
/// </summary>
/// <param name="file">Path of the database; created with its folder when missing.</param>
/// <param name="patience">How long to wait for another process that writes; 30 s when not given.</param>
internal sealed class SqliteDatabase(string file, TimeSpan? patience = null) : IDisposable
{
    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _writer = new(1);
    private readonly SemaphoreSlim _opening = new(1);
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = file,
        ForeignKeys = true,
        // Microsoft.Data.Sqlite sleeps while the file is locked; a second at a time, so that a cancellation is heard.
        DefaultTimeout = 1,
    }.ToString();

    private volatile bool _opened;

    static SqliteDatabase() => SQLitePCL.Batteries_V2.Init();

    /// <summary>Path of the database.</summary>
    public string File => file;

    /// <summary>Opens the file, creates it when missing, and takes the schema's missing steps. Cheap when done before.</summary>
    /// <exception cref="StoreUnavailableException">The file cannot be used.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_opened)
        {
            return;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (!_opened)
            {
                await Task.Run(() => Explained(() => Prepare(cancellationToken)), cancellationToken);
                _opened = true;
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Runs <paramref name="read"/> on a thread of the pool, on one snapshot of the database.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        return await Task.Run(
            () => Explained(() =>
            {
                using var connection = Connect();
                using var snapshot = connection.BeginTransaction(deferred: true);
                return read(connection);
            }),
            cancellationToken);
    }

    /// <summary>
    /// Reads row by row from one snapshot. The rows come from memory or the page cache, so no thread is given up between them.
    /// </summary>
    public async IAsyncEnumerable<T> ReadRowsAsync<T>(
        string sql, Func<SqliteDataReader, T> row, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await Task.Yield();
        using var connection = Explained(Connect);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = Explained(command.ExecuteReader);
        while (Explained(reader.Read))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row(reader);
        }
    }

    /// <summary>
    /// Runs <paramref name="write"/> on a thread of the pool, in a transaction that is committed when it returns and rolled back
    /// when it throws.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken) =>
        WriteAsync(write, isVital: true, cancellationToken);

    /// <summary>
    /// As <see cref="WriteAsync{T}(Func{SqliteConnection, T}, CancellationToken)"/>, without waiting for the disk: a crash of the
    /// program loses nothing of it, a power cut may lose the last of it. For what comes with every reply.
    /// </summary>
    public Task<T> NoteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken) =>
        WriteAsync(write, isVital: false, cancellationToken);

    /// <summary>
    /// As <see cref="WriteAsync{T}(Func{SqliteConnection, T}, CancellationToken)"/>, for what must leave no trace: afterwards what
    /// was deleted is neither in the file, which is written anew, nor in the log beside it. Called again, it also finishes what an
    /// earlier call could not.
    /// </summary>
    /// <exception cref="StoreUnavailableException">
    /// Another process reads the log so that it cannot be emptied; what was deleted stays deleted.
    /// </exception>
    public async Task<T> EraseAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken)
    {
        var result = await WriteAsync(write, cancellationToken);
        await _writer.WaitAsync(cancellationToken);
        try
        {
            await Task.Run(() => Explained(() => WriteAnew(cancellationToken)), cancellationToken);
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }

    public void Dispose()
    {
        using (var connection = new SqliteConnection(_connectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        _writer.Dispose();
        _opening.Dispose();
    }

    private async Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, bool isVital, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        await _writer.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(
                () => Explained(() =>
                {
                    using var connection = Connect();
                    if (!isVital)
                    {
                        // The next connection is set anew.
                        Schema.Execute(connection, "PRAGMA synchronous = NORMAL");
                    }

                    using var transaction = Patiently(() => connection.BeginTransaction(deferred: false), cancellationToken);
                    var result = write(connection);
                    cancellationToken.ThrowIfCancellationRequested();
                    transaction.Commit();
                    return result;
                }),
                cancellationToken);
        }
        finally
        {
            _writer.Release();
        }
    }

    // Even with deleted rows overwritten, copies of them stay in the slack of pages whose rows were moved: only a file written anew is
    // free of them. Old pages also stand in the log until it is copied into the file whole and cut off.
    private bool WriteAnew(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var connection = Connect();
        Patiently(() => Schema.Execute(connection, "VACUUM"), cancellationToken);
        while (!Schema.TryEmptyLog(connection))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(started) >= _patience)
            {
                throw new StoreUnavailableException(
                    $"It is deleted, but traces are left in the log beside {file}, which another PaperBot is reading; "
                    + "stop it and try again.");
            }
        }

        return true;
    }

    private bool Prepare(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(
                $"The folder for the database {file} cannot be created ({exception.Message.TrimEnd('.')}); "
                + "choose another data folder.",
                exception);
        }

        using var connection = Connect();
        if (Patiently(() => IsReady(connection), cancellationToken))
        {
            return true;
        }

        Patiently(() => Schema.UseWriteAheadLog(connection), cancellationToken);
        using var transaction = Patiently(() => connection.BeginTransaction(deferred: false), cancellationToken);
        Schema.TakeMissingSteps(connection, file);
        transaction.Commit();
        return true;
    }

    private bool IsReady(SqliteConnection connection)
    {
        // One snapshot: another process may be creating the schema between two questions.
        using var snapshot = connection.BeginTransaction(deferred: true);
        return Schema.IsCurrent(connection, file) && Schema.IsWriteAheadLogged(connection);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            // FULL: what was said to be stored or posted survives a power cut; the cost is one sync per transaction.
            // 64 MB of cache keep the indices of a large import in memory; the log shrinks again afterwards.
            // Deleted rows are overwritten: what people said is kept for its time and no longer.
            Schema.Execute(
                connection,
                "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA journal_size_limit = 67108864; "
                + "PRAGMA secure_delete = ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private T Patiently<T>(Func<T> attempt, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return attempt();
            }
            catch (SqliteException exception)
                when (SqliteFailure.IsBusy(exception) && Stopwatch.GetElapsedTime(started) < _patience)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private T Explained<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException exception) when (SqliteFailure.Explain(exception, file) is { } explained)
        {
            throw explained;
        }
    }
}
