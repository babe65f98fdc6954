namespace PaperBot.Sqlite;

/// <summary>
/// The tables of papers. <c>sightings</c> are the truth: who states what, in order of import. <c>papers</c> is their merge, kept
/// so that reading 100,000 papers is one scan; taking an import back deletes its sightings and merges the touched papers anew.
/// An abstract is stored once, however many files print it. Lists are JSON text, because they are only ever read whole; dates
/// are ISO 8601 text, which sorts.
/// </summary>
internal static class PaperSchema
{
    private const string Facts =
        """
            authors TEXT, author_count INTEGER, et_al INTEGER NOT NULL, affiliations TEXT, published TEXT, category TEXT,
            score REAL, comments INTEGER, arxiv_id TEXT, doi TEXT, url TEXT
        """;

    public const string Sql =
        $"""
        CREATE TABLE imports (
            number INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again after an undo
            begun  TEXT NOT NULL,
            sample INTEGER NOT NULL CHECK (sample IN (0, 1))
        );

        CREATE TABLE listings (
            seq    INTEGER PRIMARY KEY,
            import INTEGER NOT NULL REFERENCES imports (number),
            file   TEXT NOT NULL
        );
        CREATE INDEX listings_import ON listings (import);

        CREATE TABLE texts (
            seq      INTEGER PRIMARY KEY,
            abstract TEXT NOT NULL
        );

        CREATE TABLE papers (
            seq            INTEGER PRIMARY KEY,
            id             TEXT NOT NULL UNIQUE,
            title          TEXT NOT NULL,
            text           INTEGER NOT NULL REFERENCES texts (seq),
            version        INTEGER NOT NULL CHECK (version > 0),
            first_imported TEXT NOT NULL,
            is_sample      INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
            sources        TEXT NOT NULL,
        {Facts}
        );
        CREATE INDEX papers_text ON papers (text);

        CREATE TABLE sightings (
            seq         INTEGER PRIMARY KEY,
            paper       INTEGER NOT NULL REFERENCES papers (seq),
            listing     INTEGER NOT NULL REFERENCES listings (seq),
            line        INTEGER NOT NULL,
            field_lines TEXT,
            title       TEXT NOT NULL,
            text        INTEGER NOT NULL REFERENCES texts (seq),
            fingerprint BLOB NOT NULL,
            title_key   TEXT NOT NULL,
            arxiv_key   TEXT,
            doi_key     TEXT,
        {Facts}
        );
        CREATE INDEX sightings_paper ON sightings (paper);
        CREATE INDEX sightings_listing ON sightings (listing);
        CREATE INDEX sightings_text ON sightings (text);
        CREATE INDEX sightings_fingerprint ON sightings (fingerprint);
        CREATE INDEX sightings_title_key ON sightings (title_key);
        CREATE INDEX sightings_arxiv_key ON sightings (arxiv_key) WHERE arxiv_key IS NOT NULL;
        CREATE INDEX sightings_doi_key ON sightings (doi_key) WHERE doi_key IS NOT NULL;
        """;
}
