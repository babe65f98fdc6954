using Microsoft.Extensions.Options;
using PaperBot.Records;
using PaperBot.Sqlite;
using PaperBot.Tests.Records;

namespace PaperBot.Tests.Sqlite;

public sealed class SqliteAnswerLogTests : AnswerLogContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase database;

    public SqliteAnswerLogTests() => database = new SqliteDatabase(folder.File("paperbot.db"));

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }

    protected override IAnswerLog Open(AnswerLogOptions options) => new SqliteAnswerLog(database, Options.Create(options), Clock);
}
