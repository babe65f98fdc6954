namespace PaperBot.ReadingLists;

/// <summary>
/// Keeps what people put aside to read, a list for each person over all places. Writes are atomic. Every member throws
/// <c>StoreUnavailableException</c> when the store cannot be used.
/// </summary>
public interface IReadingListStore
{
    /// <summary>The most papers one list holds.</summary>
    const int Most = 500;

    /// <summary>Puts a paper at the end of a person's list; a paper that is on it stays where it is.</summary>
    Task<SaveOutcome> SaveAsync(string person, SavedPaper paper, CancellationToken cancellationToken);

    /// <summary>Takes a paper off a person's list; false when it is not on it.</summary>
    Task<bool> RemoveAsync(string person, string paperId, CancellationToken cancellationToken);

    /// <summary>A person's list in the order in which it was saved.</summary>
    Task<IReadOnlyList<SavedPaper>> ListAsync(string person, CancellationToken cancellationToken);

    /// <summary>How many papers are on a person's list.</summary>
    Task<int> CountAsync(string person, CancellationToken cancellationToken);

    /// <summary>
    /// Erases a person's list and says how many papers were on it. Afterwards no file of the store says that it was.
    /// </summary>
    Task<int> ForgetAsync(string person, CancellationToken cancellationToken);
}

/// <summary>A paper on a reading list.</summary>
/// <param name="PaperId">Which paper.</param>
/// <param name="Title">As printed when it was saved: the paper may no longer be stored.</param>
/// <param name="At">When it was saved, in UTC.</param>
public sealed record SavedPaper(string PaperId, string Title, DateTimeOffset At);

/// <summary>What came of saving a paper.</summary>
public enum SaveOutcome
{
    /// <summary>It is on the list now.</summary>
    Saved,

    /// <summary>It was on the list before.</summary>
    SavedBefore,

    /// <summary>The list holds <see cref="IReadingListStore.Most"/> papers.</summary>
    Full,
}
