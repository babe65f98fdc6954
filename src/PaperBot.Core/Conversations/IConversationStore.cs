namespace PaperBot.Conversations;

/// <summary>
/// Keeps what was said lately, by conversation: a thread, a chain of replies, or a direct exchange, in which several people may
/// speak. How much and how long is set in <see cref="ConversationOptions"/>; what is beyond that goes when the next message comes,
/// and is not recalled before. Writes are atomic, and survive a restart. Every member throws
/// <c>StoreUnavailableException</c> when the store cannot be used.
/// </summary>
public interface IConversationStore
{
    /// <summary>The last messages of a conversation, oldest first; empty when nothing was said, or too long ago.</summary>
    Task<IReadOnlyList<Turn>> RecallAsync(string conversation, CancellationToken cancellationToken);

    /// <summary>Adds messages to a conversation, in order.</summary>
    Task RememberAsync(string conversation, IReadOnlyList<Turn> turns, CancellationToken cancellationToken);

    /// <summary>How many messages are kept that a person wrote or was answered with.</summary>
    Task<int> CountAsync(string person, CancellationToken cancellationToken);

    /// <summary>
    /// Erases every message that a person wrote or was answered with, in all conversations, and says how many. Afterwards no file of
    /// the store holds a word of them. Other people's messages stay.
    /// </summary>
    Task<int> ForgetAsync(string person, CancellationToken cancellationToken);
}
