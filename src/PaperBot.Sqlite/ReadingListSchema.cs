namespace PaperBot.Sqlite;

/// <summary>
/// The table of what people saved. Papers are named by id without a reference: taking an import back does not take a paper off
/// anybody's list.
/// </summary>
internal static class ReadingListSchema
{
    public const string Sql =
        """
        CREATE TABLE saved_papers (
            seq    INTEGER PRIMARY KEY AUTOINCREMENT,
            person TEXT NOT NULL,
            paper  TEXT NOT NULL,
            title  TEXT NOT NULL, -- as printed when it was saved
            at     TEXT NOT NULL,
            UNIQUE (person, paper)
        );
        """;
}
