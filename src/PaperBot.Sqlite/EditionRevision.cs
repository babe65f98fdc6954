using Microsoft.Data.Sqlite;
using PaperBot.Digests;
using PaperBot.Summaries;

namespace PaperBot.Sqlite;

/// <summary>Gives a kept edition new words, within one transaction.</summary>
internal static class EditionRevision
{
    /// <param name="connection">In a transaction in which the edition was read and found as expected.</param>
    /// <param name="revised">The edition's papers and parts as they are to be; their numbers are those it has.</param>
    public static void Run(SqliteConnection connection, DigestLedgerEntry revised)
    {
        using var find = new PreparedCommand(connection, "SELECT seq FROM editions WHERE channel = @channel AND day = @day");
        find["@channel"] = revised.Edition.Channel;
        find["@day"] = SqliteDigestLedger.Day(revised.Edition.Date);
        var edition = find.Number()!.Value;
        Papers(connection, edition, revised.Papers);
        Parts(connection, edition, revised.Parts);
    }

    private static void Papers(SqliteConnection connection, long edition, IReadOnlyList<DigestLedgerPaper> papers)
    {
        using var update = new PreparedCommand(
            connection,
            """
            UPDATE edition_papers SET title = @title, tldr = @tldr, origin = @origin, print = @print, version = @version
            WHERE edition = @edition AND number = @number
            """);
        update["@edition"] = edition;
        foreach (var paper in papers)
        {
            update["@title"] = paper.Title;
            update["@tldr"] = paper.Tldr.Text;
            update["@origin"] = paper.Tldr.Origin == TldrOrigin.Model ? "model" : "abstract";
            update["@print"] = paper.Printed?.Abstract;
            update["@version"] = paper.Printed?.Version;
            update["@number"] = paper.Number;
            update.Run();
        }
    }

    private static void Parts(SqliteConnection connection, long edition, IReadOnlyList<DigestPart> parts)
    {
        using var update = new PreparedCommand(
            connection,
            "UPDATE edition_parts SET text = @text, state = @state, changed = @changed WHERE edition = @edition AND part = @part");
        update["@edition"] = edition;
        foreach (var part in parts)
        {
            update["@text"] = part.Text;
            update["@state"] = SqliteDigestLedger.Name(part.State);
            update["@changed"] = SqliteDigestLedger.Moment(part.Changed);
            update["@part"] = part.Number;
            update.Run();
        }
    }
}
