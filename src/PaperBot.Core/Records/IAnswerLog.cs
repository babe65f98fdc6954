namespace PaperBot.Records;

/// <summary>
/// Keeps answers so that they can be shown and made again, and what people thought of them. How many and how long is set in
/// <see cref="AnswerLogOptions"/>; what is beyond that goes when the next answer comes, the oldest first, ratings with it, and is not
/// found before. Writes are atomic. Every member throws <c>StoreUnavailableException</c> when the store cannot be used.
/// </summary>
public interface IAnswerLog
{
    /// <summary>Keeps an answer; false, and nothing changed, when another one has its id.</summary>
    Task<bool> TryKeepAsync(AnswerRecord record, CancellationToken cancellationToken);

    /// <summary>The answer of this id exactly as it was kept, or null.</summary>
    Task<AnswerRecord?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The answer given last in a conversation, or null.</summary>
    Task<AnswerRecord?> LastAsync(string conversation, CancellationToken cancellationToken);

    /// <summary>Keeps a rating in place of the person's earlier one; false when there is no such answer.</summary>
    Task<bool> RateAsync(Rating rating, CancellationToken cancellationToken);

    /// <summary>The ratings of an answer, oldest first.</summary>
    Task<IReadOnlyList<Rating>> RatingsAsync(string answerId, CancellationToken cancellationToken);

    /// <summary>How much of a person is kept.</summary>
    Task<KeptOfPerson> CountAsync(string person, CancellationToken cancellationToken);

    /// <summary>
    /// Erases the answers in which a person's words are (those they asked for, and those to others in a conversation in which they
    /// had spoken before) and the person's ratings, and says how many. Afterwards no file of the store holds a word of them.
    /// </summary>
    Task<KeptOfPerson> ForgetAsync(string person, CancellationToken cancellationToken);
}

/// <summary>How much of a person an answer log holds.</summary>
/// <param name="Answers">Kept answers with the person's words in them.</param>
/// <param name="Ratings">The person's ratings.</param>
public readonly record struct KeptOfPerson(int Answers, int Ratings);
