using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PaperBot.Digests;
using PaperBot.Generation;
using PaperBot.Papers;

namespace PaperBot.Sqlite;

/// <summary>Registers what is kept in SQLite.</summary>
public static class SqliteRegistration
{
    /// <summary>
    /// Adds the paper store, the digest ledger and the kept summaries in the SQLite file <paramref name="file"/>, which is
    /// created at the first use.
    /// </summary>
    public static IServiceCollection AddSqlite(this IServiceCollection services, string file)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new SqliteDatabase(file));
        services.AddSingleton<IPaperStore, SqlitePaperStore>();
        services.AddSingleton<IDigestLedger, SqliteDigestLedger>();
        services.AddSingleton<ITldrCache, SqliteTldrCache>();
        return services;
    }
}
