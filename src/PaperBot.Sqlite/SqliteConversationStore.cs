using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using PaperBot.Conversations;

namespace PaperBot.Sqlite;

/// <summary>Keeps conversations in SQLite; what the tables mean is told in <see cref="RecordSchema"/>.</summary>
internal sealed class SqliteConversationStore(SqliteDatabase database, IOptions<ConversationOptions> options, TimeProvider time)
    : IConversationStore
{
    public Task<IReadOnlyList<Turn>> RecallAsync(string conversation, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Turn>>(
            connection =>
            {
                using var recall = new PreparedCommand(
                    connection,
                    """
                    SELECT role, text, papers, turns.person FROM turns JOIN conversations ON conversations.seq = turns.conversation
                    WHERE name = @name AND at >= @oldest ORDER BY turns.seq DESC LIMIT @most
                    """);
                recall["@name"] = conversation;
                recall["@oldest"] = Oldest();
                recall["@most"] = options.Value.Turns;
                var turns = recall.Rows(row => new Turn(row.GetString(0) == "bot" ? Speaker.Bot : Speaker.User, row.GetString(1))
                {
                    Papers = FactColumns.List(row, 2) ?? [], Person = FactColumns.Text(row, 3),
                });
                turns.Reverse();
                return turns;
            },
            cancellationToken);

    public Task RememberAsync(string conversation, IReadOnlyList<Turn> turns, CancellationToken cancellationToken) =>
        turns.Count == 0 || options.Value.Turns == 0
            ? Task.CompletedTask
            : database.NoteAsync(
                connection =>
                {
                    var number = Touch(connection, conversation);
                    Insert(connection, number, turns);
                    Prune(connection, number);
                    return true;
                },
                cancellationToken);

    public Task<int> CountAsync(string person, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var count = new PreparedCommand(connection, "SELECT count(*) FROM turns WHERE person = @person");
            count["@person"] = person;
            return (int)count.Number()!.Value;
        },
        cancellationToken);

    public Task<int> ForgetAsync(string person, CancellationToken cancellationToken) => database.EraseAsync(
        connection =>
        {
            using var forget = new PreparedCommand(connection, "DELETE FROM turns WHERE person = @person RETURNING seq");
            forget["@person"] = person;
            var gone = forget.Rows(row => row.GetInt64(0)).Count;

            // A conversation's name can hold the name of the person who had it alone.
            using var empty = new PreparedCommand(
                connection,
                "DELETE FROM conversations WHERE NOT EXISTS (SELECT 1 FROM turns WHERE conversation = conversations.seq)");
            empty.Run();
            return gone;
        },
        cancellationToken);

    private string Oldest() => FactColumns.Moment(time.GetUtcNow().AddDays(-options.Value.Days));

    private long Touch(SqliteConnection connection, string conversation)
    {
        using var touch = new PreparedCommand(
            connection,
            """
            INSERT INTO conversations (name, last) VALUES (@name, @now)
            ON CONFLICT (name) DO UPDATE SET last = excluded.last RETURNING seq
            """);
        touch["@name"] = conversation;
        touch["@now"] = FactColumns.Moment(time.GetUtcNow());
        return touch.Number()!.Value;
    }

    private void Insert(SqliteConnection connection, long conversation, IReadOnlyList<Turn> turns)
    {
        using var insert = new PreparedCommand(
            connection,
            """
            INSERT INTO turns (conversation, person, role, text, papers, at)
            VALUES (@conversation, @person, @role, @text, @papers, @at)
            """);
        insert["@conversation"] = conversation;
        insert["@at"] = FactColumns.Moment(time.GetUtcNow());
        foreach (var turn in turns)
        {
            insert["@person"] = turn.Person;
            insert["@role"] = turn.Role == Speaker.Bot ? "bot" : "user";
            insert["@text"] = turn.Text;
            insert["@papers"] = turn.Papers.Count == 0 ? null : FactColumns.List(turn.Papers);
            insert.Run();
        }
    }

    private void Prune(SqliteConnection connection, long conversation)
    {
        using var early = new PreparedCommand(connection, "DELETE FROM turns WHERE at < @oldest");
        early["@oldest"] = Oldest();
        early.Run();

        using var beyond = new PreparedCommand(
            connection,
            """
            DELETE FROM turns WHERE seq IN (
                SELECT seq FROM turns WHERE conversation = @conversation ORDER BY seq DESC LIMIT -1 OFFSET @most)
            """);
        beyond["@conversation"] = conversation;
        beyond["@most"] = options.Value.Turns;
        beyond.Run();

        using var silent = new PreparedCommand(
            connection,
            """
            DELETE FROM conversations WHERE last < @oldest OR seq IN (
                SELECT seq FROM conversations ORDER BY last DESC, seq = @spoke DESC, seq DESC LIMIT -1 OFFSET @most)
            """);
        silent["@oldest"] = Oldest();
        silent["@spoke"] = conversation;
        silent["@most"] = options.Value.Conversations;
        silent.Run();
    }
}
