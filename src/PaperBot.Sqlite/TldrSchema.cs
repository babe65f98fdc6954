namespace PaperBot.Sqlite;

/// <summary>
/// The table of what a model made of papers. Rows belong to a title and abstract, not to a paper's id: a new version leaves the
/// old row behind, which counts again when an import is taken back.
/// </summary>
internal static class TldrSchema
{
    public const string Sql =
        """
        CREATE TABLE model_tldrs (
            version TEXT NOT NULL, -- SHA-256 of title and abstract
            prompt  TEXT NOT NULL, -- SHA-256 of the prompt's file
            model   TEXT NOT NULL,
            text    TEXT NOT NULL, -- empty when it was refused
            refusal TEXT,          -- why; NULL when it passed
            PRIMARY KEY (version, prompt, model)
        ) WITHOUT ROWID;
        """;
}
