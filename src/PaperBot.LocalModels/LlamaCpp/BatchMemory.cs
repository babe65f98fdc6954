using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>Native memory that llama.cpp reads while it computes a batch, and the flag that stops it.</summary>
internal sealed unsafe class BatchMemory : IDisposable
{
    private readonly int capacity;
    private readonly int* stop;
    private readonly int* sequences;

    /// <param name="capacity">Most tokens of a batch.</param>
    public BatchMemory(int capacity)
    {
        this.capacity = capacity;
        var count = (nuint)capacity;
        stop = (int*)NativeMemory.AllocZeroed(1, sizeof(int));
        sequences = (int*)NativeMemory.AllocZeroed(count, sizeof(int));
        Ones = (int*)NativeMemory.AllocZeroed(count, sizeof(int));
        All = (sbyte*)NativeMemory.AllocZeroed(count, sizeof(sbyte));
        SequencePointers = (int**)NativeMemory.AllocZeroed(count, (nuint)sizeof(int*));
        for (var index = 0; index < capacity; index++)
        {
            Ones[index] = 1;
            All[index] = 1;
            SequencePointers[index] = sequences + index;
        }
    }

    /// <summary>How many sequences each token is of: one.</summary>
    public int* Ones { get; }

    /// <summary>An output for every token.</summary>
    public sbyte* All { get; }

    public int** SequencePointers { get; }

    public Span<int> Sequences => new(sequences, capacity);

    public nint StopFlag => (nint)stop;

    /// <summary>True to stop the computing.</summary>
    public bool Stop
    {
        get => Volatile.Read(ref *stop) != 0;
        set => Volatile.Write(ref *stop, value ? 1 : 0);
    }

    /// <summary>Asked by llama.cpp before every step of a computation.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static byte Stops(void* flag) => (byte)Volatile.Read(ref *(int*)flag);

    public void Dispose()
    {
        NativeMemory.Free(SequencePointers);
        NativeMemory.Free(All);
        NativeMemory.Free(Ones);
        NativeMemory.Free(sequences);
        NativeMemory.Free(stop);
    }
}
