using PaperBot.Generation;

namespace PaperBot.Sqlite;

/// <summary>Keeps what a model made of papers in SQLite; the table is told in <see cref="TldrSchema"/>.</summary>
internal sealed class SqliteTldrCache(SqliteDatabase database) : ITldrCache
{
    public Task<KeptTldr?> FindAsync(TldrKey key, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var find = new PreparedCommand(
                connection,
                "SELECT text, refusal FROM model_tldrs WHERE version = @version AND prompt = @prompt AND model = @model");
            Set(find, key);
            var found = find.Rows(row => (Text: row.GetString(0), Refusal: FactColumns.Text(row, 1)));

            // A reason that a newer program wrote and this one does not know is no reason to trust the row.
            return found is not [var kept] ? null
                : kept.Refusal is null ? new KeptTldr(kept.Text, null)
                : Enum.TryParse<TldrRefusal>(kept.Refusal, out var refusal) ? new KeptTldr("", refusal)
                : null;
        },
        cancellationToken);

    public Task KeepAsync(TldrKey key, KeptTldr tldr, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            using var keep = new PreparedCommand(
                connection,
                """
                INSERT OR REPLACE INTO model_tldrs (version, prompt, model, text, refusal)
                VALUES (@version, @prompt, @model, @text, @refusal)
                """);
            Set(keep, key);
            keep["@text"] = tldr.Text;
            keep["@refusal"] = tldr.Refusal?.ToString();
            keep.Run();
            return true;
        },
        cancellationToken);

    private static void Set(PreparedCommand command, TldrKey key)
    {
        command["@version"] = key.PaperVersion;
        command["@prompt"] = key.PromptHash;
        command["@model"] = key.Model;
    }
}
