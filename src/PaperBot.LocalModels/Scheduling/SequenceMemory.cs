using System.Runtime.InteropServices;

namespace PaperBot.LocalModels.Scheduling;

/// <summary>What one sequence of the context has in memory. Belongs to the scheduler's thread.</summary>
/// <param name="sequence">Its number in the context.</param>
internal sealed class SequenceMemory(int sequence)
{
    private readonly List<int> tokens = [];

    public int Sequence => sequence;

    /// <summary>How many tokens it has.</summary>
    public int Count => tokens.Count;

    public ReadOnlySpan<int> Tokens => CollectionsMarshal.AsSpan(tokens);

    /// <summary>Who writes with it; null while it is empty.</summary>
    public Writer? Owner { get; set; }

    /// <summary>How many of the first tokens of a text it has; at most <paramref name="most"/>.</summary>
    public int InCommonWith(List<int> text, int most) =>
        Math.Min(most, CollectionsMarshal.AsSpan(tokens).CommonPrefixLength(CollectionsMarshal.AsSpan(text)));

    /// <summary>Notes tokens that were computed.</summary>
    public void Add(ReadOnlySpan<int> computed) => tokens.AddRange(computed);

    /// <summary>Notes that it has only the first tokens any more.</summary>
    public void Cut(int count) => CollectionsMarshal.SetCount(tokens, Math.Min(count, tokens.Count));
}
