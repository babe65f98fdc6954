using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using PaperBot.Answering;
using PaperBot.Records;

namespace PaperBot.Sqlite;

/// <summary>Keeps answers in SQLite; what the tables mean is told in <see cref="RecordSchema"/>.</summary>
internal sealed class SqliteAnswerLog(SqliteDatabase database, IOptions<AnswerLogOptions> options, TimeProvider time) : IAnswerLog
{
    private const string Columns = "id, kind, person, conversation, at, question, answer, sources";

    // The answers in which a person's words are.
    private const string OfPerson = "seq IN (SELECT answer FROM answer_people WHERE person = @person)";

    public Task<bool> TryKeepAsync(AnswerRecord record, CancellationToken cancellationToken)
    {
        var (question, answer, sources) =
            (RecordJson.Write(record.Question), RecordJson.Write(record.Answer), RecordJson.Write(record.Sources));
        return database.NoteAsync(
            connection =>
            {
                using var insert = new PreparedCommand(
                    connection,
                    $"""
                    INSERT INTO answers ({Columns}) VALUES (@id, @kind, @person, @conversation, @at, @question, @answer, @sources)
                    ON CONFLICT (id) DO NOTHING RETURNING seq
                    """);
                insert["@id"] = record.Id;
                insert["@kind"] = Name(record.Kind);
                insert["@person"] = record.Person;
                insert["@conversation"] = record.Conversation;
                insert["@at"] = FactColumns.Moment(record.At);
                insert["@question"] = question;
                insert["@answer"] = answer;
                insert["@sources"] = sources;
                if (insert.Number() is not { } number)
                {
                    return false;
                }

                InsertPeople(connection, number, record.People());
                Prune(connection, number);
                return true;
            },
            cancellationToken);
    }

    public Task<AnswerRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        OneAsync($"SELECT {Columns} FROM answers WHERE id = @name AND at >= @oldest", id, cancellationToken);

    public Task<AnswerRecord?> LastAsync(string conversation, CancellationToken cancellationToken) => OneAsync(
        $"SELECT {Columns} FROM answers WHERE conversation = @name AND at >= @oldest ORDER BY seq DESC LIMIT 1",
        conversation,
        cancellationToken);

    public Task<bool> RateAsync(Rating rating, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            using var rate = new PreparedCommand(
                connection,
                """
                INSERT INTO ratings (answer, person, good, comment, at)
                SELECT seq, @person, @good, @comment, @at FROM answers WHERE id = @answer AND at >= @oldest
                ON CONFLICT (answer, person) DO UPDATE SET good = excluded.good, comment = excluded.comment, at = excluded.at
                RETURNING good
                """);
            rate["@answer"] = rating.AnswerId;
            rate["@person"] = rating.Person;
            rate["@good"] = rating.Good;
            rate["@comment"] = rating.Comment;
            rate["@at"] = FactColumns.Moment(rating.At);
            rate["@oldest"] = Oldest();
            return rate.Number() is not null;
        },
        cancellationToken);

    public Task<IReadOnlyList<Rating>> RatingsAsync(string answerId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Rating>>(
            connection =>
            {
                using var ratings = new PreparedCommand(
                    connection,
                    """
                    SELECT ratings.person, good, comment, ratings.at FROM ratings JOIN answers ON answers.seq = ratings.answer
                    WHERE id = @id ORDER BY ratings.at, ratings.person
                    """);
                ratings["@id"] = answerId;
                return ratings.Rows(row => new Rating(
                    answerId, row.GetString(0), row.GetBoolean(1), row.GetString(2), FactColumns.Moment(row, 3)));
            },
            cancellationToken);

    public Task<KeptOfPerson> CountAsync(string person, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Count(connection, person), cancellationToken);

    public Task<KeptOfPerson> ForgetAsync(string person, CancellationToken cancellationToken) => database.EraseAsync(
        connection =>
        {
            var kept = Count(connection, person);
            using var ratings = new PreparedCommand(connection, "DELETE FROM ratings WHERE person = @person");
            ratings["@person"] = person;
            ratings.Run();
            using var answers = new PreparedCommand(connection, $"DELETE FROM answers WHERE {OfPerson}");
            answers["@person"] = person;
            answers.Run();
            return kept;
        },
        cancellationToken);

    private static KeptOfPerson Count(SqliteConnection connection, string person)
    {
        using var answers = new PreparedCommand(connection, $"SELECT count(*) FROM answers WHERE {OfPerson}");
        answers["@person"] = person;
        using var ratings = new PreparedCommand(connection, "SELECT count(*) FROM ratings WHERE person = @person");
        ratings["@person"] = person;
        return new KeptOfPerson((int)answers.Number()!.Value, (int)ratings.Number()!.Value);
    }

    private static void InsertPeople(SqliteConnection connection, long answer, IEnumerable<string> people)
    {
        using var insert = new PreparedCommand(connection, "INSERT INTO answer_people (answer, person) VALUES (@answer, @person)");
        insert["@answer"] = answer;
        foreach (var person in people)
        {
            insert["@person"] = person;
            insert.Run();
        }
    }

    // By number, not by counting: gaps left by forgotten people make it keep fewer, never more, and nothing is read but what goes.
    private void Prune(SqliteConnection connection, long newest)
    {
        using var prune = new PreparedCommand(connection, "DELETE FROM answers WHERE seq <= @beyond OR at < @oldest");
        prune["@beyond"] = newest - options.Value.Most;
        prune["@oldest"] = Oldest();
        prune.Run();
    }

    private string Oldest() => FactColumns.Moment(time.GetUtcNow().AddDays(-options.Value.KeepDays));

    private Task<AnswerRecord?> OneAsync(string sql, string name, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var find = new PreparedCommand(connection, sql);
            find["@name"] = name;
            find["@oldest"] = Oldest();
            return find.Rows(Read).SingleOrDefault();
        },
        cancellationToken);

    private static AnswerRecord Read(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        Kind = Enum.Parse<AnswerKind>(row.GetString(1), ignoreCase: true),
        Person = row.GetString(2),
        Conversation = FactColumns.Text(row, 3),
        At = FactColumns.Moment(row, 4),
        Question = RecordJson.Read<Question>(row.GetString(5)),
        Answer = RecordJson.Read<Answer>(row.GetString(6)),
        Sources = RecordJson.Read<IReadOnlyList<RecordedSource>>(row.GetString(7)),
    };

    private static string Name(AnswerKind kind) => kind switch
    {
        AnswerKind.Question => "question",
        AnswerKind.Summary => "summary",
        AnswerKind.Comparison => "comparison",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };
}
