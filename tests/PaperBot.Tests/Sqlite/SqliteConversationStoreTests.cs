using Microsoft.Extensions.Options;
using PaperBot.Conversations;
using PaperBot.Sqlite;
using PaperBot.Tests.Conversations;
using Xunit;

namespace PaperBot.Tests.Sqlite;

public sealed class SqliteConversationStoreTests : ConversationStoreContract, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase database;

    public SqliteConversationStoreTests() => database = new SqliteDatabase(folder.File("paperbot.db"));

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_conversation_survives_a_restart()
    {
        await Open(new()).RememberAsync("thread", [new Turn(Speaker.User, "still there?")], Token);
        using var again = new SqliteDatabase(database.File);
        var turns = await new SqliteConversationStore(again, Options.Create(new ConversationOptions()), Clock).RecallAsync("thread", Token);
        Assert.Equal("still there?", Assert.Single(turns).Text);
    }

    protected override IConversationStore Open(ConversationOptions options) =>
        new SqliteConversationStore(database, Options.Create(options), Clock);
}
