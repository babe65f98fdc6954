using Microsoft.Data.Sqlite;
using PaperBot.ReadingLists;

namespace PaperBot.Sqlite;

/// <summary>Keeps reading lists in SQLite; one row a saved paper, see <see cref="ReadingListSchema"/>.</summary>
internal sealed class SqliteReadingListStore(SqliteDatabase database) : IReadingListStore
{
    public Task<SaveOutcome> SaveAsync(string person, SavedPaper paper, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            using var find = new PreparedCommand(
                connection, "SELECT seq FROM saved_papers WHERE person = @person AND paper = @paper");
            find["@person"] = person;
            find["@paper"] = paper.PaperId;
            if (find.Number() is not null)
            {
                return SaveOutcome.SavedBefore;
            }

            if (Count(connection, person) >= IReadingListStore.Most)
            {
                return SaveOutcome.Full;
            }

            using var save = new PreparedCommand(
                connection, "INSERT INTO saved_papers (person, paper, title, at) VALUES (@person, @paper, @title, @at)");
            save["@person"] = person;
            save["@paper"] = paper.PaperId;
            save["@title"] = paper.Title;
            save["@at"] = FactColumns.Moment(paper.At);
            save.Run();
            return SaveOutcome.Saved;
        },
        cancellationToken);

    public Task<bool> RemoveAsync(string person, string paperId, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            using var remove = new PreparedCommand(
                connection, "DELETE FROM saved_papers WHERE person = @person AND paper = @paper RETURNING seq");
            remove["@person"] = person;
            remove["@paper"] = paperId;
            return remove.Number() is not null;
        },
        cancellationToken);

    public Task<IReadOnlyList<SavedPaper>> ListAsync(string person, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SavedPaper>>(
            connection =>
            {
                using var list = new PreparedCommand(
                    connection, "SELECT paper, title, at FROM saved_papers WHERE person = @person ORDER BY seq");
                list["@person"] = person;
                return list.Rows(row => new SavedPaper(row.GetString(0), row.GetString(1), FactColumns.Moment(row, 2)));
            },
            cancellationToken);

    public Task<int> CountAsync(string person, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Count(connection, person), cancellationToken);

    public Task<int> ForgetAsync(string person, CancellationToken cancellationToken) => database.EraseAsync(
        connection =>
        {
            using var forget = new PreparedCommand(connection, "DELETE FROM saved_papers WHERE person = @person RETURNING seq");
            forget["@person"] = person;
            return forget.Rows(row => row.GetInt64(0)).Count;
        },
        cancellationToken);

    private static int Count(SqliteConnection connection, string person)
    {
        using var count = new PreparedCommand(connection, "SELECT count(*) FROM saved_papers WHERE person = @person");
        count["@person"] = person;
        return (int)count.Number()!.Value;
    }
}
