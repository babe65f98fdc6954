using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PaperBot.Archive;
using PaperBot.Conversations;
using PaperBot.Digests;
using PaperBot.Embeddings;
using PaperBot.Generation;
using PaperBot.Papers;
using PaperBot.ReadingLists;
using PaperBot.Records;

namespace PaperBot.Sqlite;

/// <summary>Registers what is kept in SQLite.</summary>
public static class SqliteRegistration
{
    /// <summary>Adds every store, in the SQLite file <paramref name="file"/>, which is created at the first use.</summary>
    public static IServiceCollection AddSqlite(this IServiceCollection services, string file)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new SqliteDatabase(file));
        services.AddSingleton<IPaperStore, SqlitePaperStore>();
        services.AddSingleton<IDigestLedger, SqliteDigestLedger>();
        services.AddSingleton<IDigestPlanStore, SqliteDigestPlanStore>();
        services.AddSingleton<IEditionArchive, SqliteEditionArchive>();
        services.AddSingleton<ITldrCache, SqliteTldrCache>();
        services.AddSingleton<IConversationStore, SqliteConversationStore>();
        services.AddSingleton<IAnswerLog, SqliteAnswerLog>();
        services.AddSingleton<IReadingListStore, SqliteReadingListStore>();
        services.AddSingleton<IVectorStore, SqliteVectorStore>();
        return services;
    }
}
