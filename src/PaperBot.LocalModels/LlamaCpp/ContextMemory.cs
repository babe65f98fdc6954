using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>The memory of a context's sequences. Belongs to whoever holds the context's lock.</summary>
/// <param name="functions">Of the libraries.</param>
/// <param name="context">Native.</param>
/// <param name="recurrent">True when it cannot be cut.</param>
internal sealed unsafe class ContextMemory(LlamaFunctions functions, nint context, bool recurrent)
{
    // Models that keep nothing between batches have none.
    private readonly nint memory = functions.Memory(context);

    /// <summary>The last position of a sequence; -1 when it has nothing.</summary>
    public int Last(int sequence) => memory == 0 ? -1 : functions.MemoryLast(memory, sequence);

    /// <summary>Forgets from a position on; false when it cannot be cut there.</summary>
    public bool Forget(int sequence, int from) => memory == 0 || functions.MemoryRemove(memory, sequence, from, -1) != 0;

    /// <summary>Gives one sequence the beginning of another.</summary>
    /// <param name="source">Whose.</param>
    /// <param name="target">Another; what it has is forgotten.</param>
    /// <param name="until">How many tokens.</param>
    /// <exception cref="ArgumentException">The source has not so many.</exception>
    /// <exception cref="LlamaException">It cannot be cut there.</exception>
    public void Share(int source, int target, int until)
    {
        if (source == target)
        {
            throw new ArgumentException("A sequence does not share with itself.", nameof(target));
        }

        var length = Last(source) + 1;
        if (until < 1 || until > length)
        {
            throw new ArgumentOutOfRangeException(nameof(until), until, $"Sequence {source} has {length} tokens to share.");
        }

        // A memory that cannot be cut is copied as a whole, whatever is asked for.
        if (recurrent && until != length)
        {
            throw new LlamaException("The memory of this model cannot be cut; it is shared whole or not at all.");
        }

        Empty(target);
        functions.MemoryCopy(memory, source, target, 0, until);
    }

    /// <summary>What a sequence has, as bytes; empty when that is nothing, or more than an array holds.</summary>
    public byte[] Save(int sequence)
    {
        var size = Last(sequence) < 0 ? 0 : functions.SavedSize(context, sequence);
        if (size == 0 || size > (nuint)Array.MaxLength)
        {
            return [];
        }

        var saved = GC.AllocateUninitializedArray<byte>((int)size);
        fixed (byte* bytes = saved)
        {
            return functions.Save(context, bytes, size, sequence) == size ? saved : [];
        }
    }

    /// <summary>Gives a sequence what was saved; false when it cannot be, and then it has nothing.</summary>
    public bool Restore(int sequence, ReadOnlySpan<byte> saved)
    {
        Empty(sequence);
        fixed (byte* bytes = saved)
        {
            if (saved.Length > 0 && functions.Restore(context, bytes, (nuint)saved.Length, sequence) == (nuint)saved.Length)
            {
                return true;
            }
        }

        // What was wrong in its midst leaves a part behind.
        Empty(sequence);
        return false;
    }

    private void Empty(int sequence)
    {
        if (!Forget(sequence, 0))
        {
            throw new LlamaException($"Sequence {sequence} cannot be emptied.");
        }
    }
}
