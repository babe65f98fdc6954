using Microsoft.Extensions.Options;

namespace PaperBot.Conversations;

/// <summary>What was said lately, per channel and person, in memory only. Safe for concurrent use.</summary>
internal sealed class ConversationMemory(IOptions<ConversationOptions> options)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Channel, string Person), LinkedListNode<Conversation>> byPlace = [];

    // Front: the conversation that spoke last.
    private readonly LinkedList<Conversation> byRecency = new();

    /// <summary>The last turns, oldest first; empty when nothing was said.</summary>
    public IReadOnlyList<Turn> Recall(string channel, string person)
    {
        lock (gate)
        {
            return byPlace.TryGetValue((channel, person), out var node) ? [.. node.Value.Turns] : [];
        }
    }

    /// <summary>Adds a question and what was answered.</summary>
    public void Remember(string channel, string person, string question, string answer)
    {
        var limits = options.Value;
        lock (gate)
        {
            var turns = Touch((channel, person)).Turns;
            turns.Enqueue(new Turn(Speaker.User, question));
            turns.Enqueue(new Turn(Speaker.Bot, answer));
            while (turns.Count > limits.Turns)
            {
                turns.Dequeue();
            }

            while (byRecency.Count > limits.Conversations)
            {
                byPlace.Remove(byRecency.Last!.Value.Place);
                byRecency.RemoveLast();
            }
        }
    }

    private Conversation Touch((string Channel, string Person) place)
    {
        if (byPlace.TryGetValue(place, out var node))
        {
            byRecency.Remove(node);
        }
        else
        {
            byPlace[place] = node = new LinkedListNode<Conversation>(new Conversation(place));
        }

        byRecency.AddFirst(node);
        return node.Value;
    }

    private sealed record Conversation((string Channel, string Person) Place)
    {
        public Queue<Turn> Turns { get; } = new();
    }
}
