namespace PaperBot.Sqlite;

/// <summary>
/// The tables of editions. Paper ids are text without a foreign key: what was posted stays posted when an import is taken
/// back. An edition, its papers and its rendered parts are written in one transaction, so there is no half-made edition; that
/// no paper comes twice into a channel is the database's own rule.
/// </summary>
internal static class DigestSchema
{
    public const string Sql =
        """
        CREATE TABLE editions (
            seq          INTEGER PRIMARY KEY,
            channel      TEXT NOT NULL,
            day          TEXT NOT NULL, -- local, ISO 8601
            made         TEXT NOT NULL,
            empty_reason TEXT,
            UNIQUE (channel, day)
        );

        CREATE TABLE edition_papers (
            edition INTEGER NOT NULL REFERENCES editions (seq) ON DELETE CASCADE,
            channel TEXT NOT NULL,
            number  INTEGER NOT NULL,
            paper   TEXT NOT NULL,
            title   TEXT NOT NULL,
            tldr    TEXT NOT NULL,
            origin  TEXT NOT NULL CHECK (origin IN ('abstract', 'model')),
            topic   TEXT NOT NULL,
            reason  TEXT NOT NULL,
            PRIMARY KEY (edition, number),
            UNIQUE (channel, paper)
        );

        CREATE TABLE edition_parts (
            edition INTEGER NOT NULL REFERENCES editions (seq) ON DELETE CASCADE,
            part    INTEGER NOT NULL,
            text    TEXT NOT NULL,
            state   TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'posted')),
            message TEXT, -- the surface's id
            changed TEXT,
            PRIMARY KEY (edition, part)
        );
        """;

    /// <summary>Lets a part be unsure. SQLite cannot change a check in place, so the table is made anew.</summary>
    public const string UnsureParts =
        """
        CREATE TABLE edition_parts_2 (
            edition INTEGER NOT NULL REFERENCES editions (seq) ON DELETE CASCADE,
            part    INTEGER NOT NULL,
            text    TEXT NOT NULL,
            state   TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'posted', 'unsure')),
            message TEXT, -- the surface's id
            changed TEXT,
            PRIMARY KEY (edition, part)
        );

        INSERT INTO edition_parts_2 SELECT edition, part, text, state, message, changed FROM edition_parts;
        DROP TABLE edition_parts;
        ALTER TABLE edition_parts_2 RENAME TO edition_parts;
        CREATE INDEX edition_parts_unfinished ON edition_parts (edition) WHERE state <> 'posted';
        """;

    /// <summary>What channels want otherwise than the settings say; NULL goes by the settings.</summary>
    public const string Plans =
        """
        CREATE TABLE digest_plans (
            seq       INTEGER PRIMARY KEY,
            channel   TEXT NOT NULL UNIQUE,
            enabled   INTEGER,
            days      TEXT,
            time      TEXT,
            cron      TEXT,
            zone      TEXT,
            count     INTEGER,
            quiet     INTEGER,
            topics    TEXT,
            scheduled TEXT -- when the schedule was last set
        );
        """;

    /// <summary>Remembers of which text a paper was printed, and lets a posted part have newer words than its message.</summary>
    public const string Revisions =
        """
        ALTER TABLE edition_papers ADD COLUMN print TEXT; -- fingerprint of the abstract; null where nobody noted it
        ALTER TABLE edition_papers ADD COLUMN version INTEGER;

        CREATE TABLE edition_parts_3 (
            edition INTEGER NOT NULL REFERENCES editions (seq) ON DELETE CASCADE,
            part    INTEGER NOT NULL,
            text    TEXT NOT NULL,
            state   TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'posted', 'outdated', 'unsure')),
            message TEXT, -- the surface's id
            changed TEXT,
            PRIMARY KEY (edition, part)
        );

        INSERT INTO edition_parts_3 SELECT edition, part, text, state, message, changed FROM edition_parts;
        DROP TABLE edition_parts;
        ALTER TABLE edition_parts_3 RENAME TO edition_parts;
        CREATE INDEX edition_parts_unfinished ON edition_parts (edition) WHERE state NOT IN ('posted', 'outdated');
        """;
}
