namespace PaperBot.Sqlite;

/// <summary>
/// The tables of conversations and kept answers. A turn belongs to the person who wrote it or was answered with it, and an answer to
/// everybody whose words are in it, so that forgetting a person finds all of it. Question, answer and sources are JSON text, because
/// they are only ever read whole; moments are ISO 8601 text in UTC, which sorts.
/// </summary>
internal static class RecordSchema
{
    public const string Sql =
        """
        CREATE TABLE conversations (
            seq  INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            last TEXT NOT NULL -- when it last spoke
        );
        CREATE INDEX conversations_last ON conversations (last);

        CREATE TABLE turns (
            seq          INTEGER PRIMARY KEY AUTOINCREMENT,
            conversation INTEGER NOT NULL REFERENCES conversations (seq) ON DELETE CASCADE,
            person       TEXT,
            role         TEXT NOT NULL CHECK (role IN ('user', 'bot')),
            text         TEXT NOT NULL,
            papers       TEXT, -- ids in printed order
            at           TEXT NOT NULL
        );
        CREATE INDEX turns_conversation ON turns (conversation);
        CREATE INDEX turns_person ON turns (person);
        CREATE INDEX turns_at ON turns (at);

        CREATE TABLE answers (
            seq          INTEGER PRIMARY KEY AUTOINCREMENT,
            id           TEXT NOT NULL UNIQUE,
            kind         TEXT NOT NULL CHECK (kind IN ('question', 'summary', 'comparison')),
            person       TEXT NOT NULL,
            conversation TEXT,
            at           TEXT NOT NULL,
            question     TEXT NOT NULL,
            answer       TEXT NOT NULL,
            sources      TEXT NOT NULL
        );
        CREATE INDEX answers_conversation ON answers (conversation) WHERE conversation IS NOT NULL;
        CREATE INDEX answers_at ON answers (at);

        CREATE TABLE answer_people (
            answer INTEGER NOT NULL REFERENCES answers (seq) ON DELETE CASCADE,
            person TEXT NOT NULL,
            PRIMARY KEY (answer, person)
        ) WITHOUT ROWID;
        CREATE INDEX answer_people_person ON answer_people (person);

        CREATE TABLE ratings (
            answer  INTEGER NOT NULL REFERENCES answers (seq) ON DELETE CASCADE,
            person  TEXT NOT NULL,
            good    INTEGER NOT NULL CHECK (good IN (0, 1)),
            comment TEXT NOT NULL,
            at      TEXT NOT NULL,
            PRIMARY KEY (answer, person)
        ) WITHOUT ROWID;
        CREATE INDEX ratings_person ON ratings (person);
        """;
}
