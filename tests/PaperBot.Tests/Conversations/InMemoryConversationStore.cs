using PaperBot.Conversations;

namespace PaperBot.Tests.Conversations;

/// <summary>A store that forgets when the test ends.</summary>
internal sealed class InMemoryConversationStore(ConversationOptions options, TimeProvider time) : IConversationStore
{
    private readonly Lock gate = new();
    private readonly List<(string Conversation, Turn Turn, DateTimeOffset At)> turns = [];

    public Task<IReadOnlyList<Turn>> RecallAsync(string conversation, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<Turn>>(() =>
            [.. turns.Where(t => t.Conversation == conversation && t.At >= Oldest()).Select(t => t.Turn).TakeLast(options.Turns)]);

    public Task RememberAsync(string conversation, IReadOnlyList<Turn> said, CancellationToken cancellationToken) => Locked(() =>
    {
        turns.AddRange(said.Select(t => (conversation, t, time.GetUtcNow())));
        var beyond = turns.Where(t => t.Conversation == conversation).SkipLast(options.Turns).ToHashSet();
        var lively = turns.Select(t => t.Conversation).Reverse().Distinct().Take(options.Conversations).ToHashSet();
        turns.RemoveAll(t => t.At < Oldest() || beyond.Contains(t) || !lively.Contains(t.Conversation));
        return true;
    });

    public Task<int> CountAsync(string person, CancellationToken cancellationToken) =>
        Locked(() => turns.Count(t => t.Turn.Person == person));

    public Task<int> ForgetAsync(string person, CancellationToken cancellationToken) =>
        Locked(() => turns.RemoveAll(t => t.Turn.Person == person));

    private DateTimeOffset Oldest() => time.GetUtcNow().AddDays(-options.Days);

    private Task<T> Locked<T>(Func<T> action)
    {
        lock (gate)
        {
            return Task.FromResult(action());
        }
    }
}
