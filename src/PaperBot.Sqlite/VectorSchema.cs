namespace PaperBot.Sqlite;

/// <summary>
/// The tables of vectors. A vector belongs to a model and to the hash of a text, not to a paper: what did not change is not made
/// anew when a paper is imported again, and two papers with one text share it. Numbers are half-precision floats, little-endian,
/// each vector of length 1: smaller forms to search by are made of them when they are read, and can change without embedding anew.
/// </summary>
internal static class VectorSchema
{
    public const string Sql =
        """
        CREATE TABLE vector_models (
            seq        INTEGER PRIMARY KEY,
            identity   TEXT NOT NULL, -- hash of a local file, or an endpoint and its model
            dimensions INTEGER NOT NULL,
            name       TEXT NOT NULL,
            used       TEXT NOT NULL, -- when it was last in use
            UNIQUE (identity, dimensions)
        );

        CREATE TABLE vectors (
            seq     INTEGER PRIMARY KEY,
            model   INTEGER NOT NULL REFERENCES vector_models (seq) ON DELETE CASCADE,
            text    BLOB NOT NULL, -- first 16 bytes of SHA-256
            numbers BLOB NOT NULL, -- empty for a text without direction
            made    TEXT NOT NULL, -- or last noted as still wanted
            UNIQUE (model, text)
        );
        """;
}
