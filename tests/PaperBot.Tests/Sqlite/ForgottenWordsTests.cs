using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using PaperBot.Conversations;
using PaperBot.Papers;
using PaperBot.Records;
using PaperBot.Sqlite;
using PaperBot.Tests.Records;
using Xunit;

namespace PaperBot.Tests.Sqlite;

/// <summary>After a person is forgotten, no column and no byte of the database's files holds a word of theirs.</summary>
public sealed class ForgottenWordsTests : IDisposable
{
    private const string Word = "zanzibarquux";

    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase database;
    private readonly SqliteConversationStore conversations;
    private readonly SqliteAnswerLog answers;

    public ForgottenWordsTests()
    {
        database = new SqliteDatabase(folder.File("paperbot.db"), TimeSpan.FromSeconds(1));
        conversations = new(database, Options.Create(new ConversationOptions { Turns = 6 }), TimeProvider.System);
        answers = new(database, Options.Create(new AnswerLogOptions { Most = 60 }), TimeProvider.System);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Forgetting_leaves_no_word_in_any_column_or_file_however_much_was_said_between()
    {
        await TalkAsync();
        Assert.NotEmpty(ColumnsWithWord());
        Assert.NotEmpty(FilesWithWord());

        var gone = await new PersonalData(conversations, answers).ForgetAsync("ada", Token);

        Assert.True(gone is { Messages: > 0, Answers: > 0, Ratings: > 0 }, gone.Said);
        Assert.Equal([], ColumnsWithWord());
        Assert.Equal([], FilesWithWord());
        Assert.NotEmpty(await conversations.RecallAsync("thread-1", Token));
        Assert.True((await answers.CountAsync("bob", Token)).Answers > 0);
    }

    [Fact]
    public async Task A_reader_of_the_log_is_named_and_the_next_call_finishes()
    {
        await TalkAsync();
        using (var reader = new SqliteConnection($"Data Source={database.File}"))
        {
            reader.Open();
            using var snapshot = reader.BeginTransaction(deferred: true);
            using var look = reader.CreateCommand();
            look.CommandText = "SELECT count(*) FROM turns";
            look.Transaction = snapshot;
            look.ExecuteScalar();
            var failed = await Assert.ThrowsAsync<StoreUnavailableException>(() => conversations.ForgetAsync("ada", Token));
            Assert.Contains("traces are left", failed.Message, StringComparison.Ordinal);
        }

        await new PersonalData(conversations, answers).ForgetAsync("ada", Token);
        Assert.Equal([], FilesWithWord());
    }

    // Texts of all lengths, of two people, so that pages fill, overflow, split and are pruned.
    private async Task TalkAsync()
    {
        for (var i = 0; i < 90; i++)
        {
            var (person, said) = i % 3 == 0 ? ("bob", "nothing special") : ("ada", $"{Word} {i}");
            var text = string.Join(' ', Enumerable.Repeat(said, 1 + (i * 37 % 400)));
            Turn asked = new(Speaker.User, text) { Person = person };
            Turn answered = new(Speaker.Bot, $"re {text}") { Person = person };
            await conversations.RememberAsync($"thread-{i % 4}", [asked, answered], Token);

            var id = i.ToString("00000000", CultureInfo.InvariantCulture);
            var record = SomeRecords.Kept(id, person, $"thread-{i % 4}", TimeProvider.System.GetUtcNow(), asked);
            record = record with { Question = record.Question with { Text = text }, Answer = record.Answer with { Text = text } };
            await answers.TryKeepAsync(record, Token);
            await answers.RateAsync(new Rating(id, person, true, said, TimeProvider.System.GetUtcNow()), Token);
        }
    }

    private List<string> ColumnsWithWord()
    {
        using var connection = new SqliteConnection($"Data Source={database.File}");
        connection.Open();
        var tables = Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'");
        return [.. tables.SelectMany(table => Rows(connection, $"SELECT name FROM pragma_table_info('{table}')")
            .Where(column => Rows(connection, $"SELECT 1 FROM \"{table}\" WHERE CAST(\"{column}\" AS TEXT) LIKE '%{Word}%' LIMIT 1").Count > 0)
            .Select(column => $"{table}.{column}"))];
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private List<string> FilesWithWord() =>
    [
        .. Directory.EnumerateFiles(folder.Path).Where(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(Encoding.UTF8.GetBytes(Word)) >= 0;
        }).Select(f => Path.GetFileName(f)!),
    ];
}
