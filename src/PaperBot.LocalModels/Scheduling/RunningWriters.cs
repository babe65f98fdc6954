using PaperBot.LocalModels.Runtime;
using PaperBot.LocalModels.Serving;

namespace PaperBot.LocalModels.Scheduling;

/// <summary>Those who are being written. Belongs to the scheduler's thread.</summary>
/// <param name="most">How many at once.</param>
/// <param name="time">The clock.</param>
internal sealed class RunningWriters(int most, TimeProvider time)
{
    private readonly List<Writer> all = [];
    private int count;

    // Set when memory ran out: whoever were let in now would be put back at once.
    private bool full;

    /// <summary>All of them, the longest served first; each has memory.</summary>
    public IReadOnlyList<Writer> All => all;

    /// <summary>How many can be let in besides. Any thread may ask.</summary>
    public int Free => Math.Max(0, most - Volatile.Read(ref count));

    /// <summary>Ends those for whom nobody waits any more.</summary>
    public void DropCancelled(SequenceMemories memories)
    {
        for (var i = all.Count - 1; i >= 0; i--)
        {
            if (all[i].Cancelled.IsCancellationRequested)
            {
                all[i].Fail(new OperationCanceledException(all[i].Cancelled));
                Remove(i, memories);
            }
        }
    }

    /// <summary>Lets in those who wait, as many as there is place for.</summary>
    public void LetIn(WaitingLine line, SequenceMemories memories)
    {
        while (all.Count < most && !full && line.Next() is { } writer)
        {
            if (!CanBegin(writer))
            {
                continue;
            }

            if (!memories.Claim(writer, all))
            {
                line.PutBack(writer);
                return;
            }

            // One that was put back keeps what was true of its first time.
            writer.Reused ??= writer.Memory!.Count;
            writer.Began = writer.Began == 0 ? time.GetTimestamp() : writer.Began;
            writer.ToldPlace = null;
            all.Add(writer);
            Volatile.Write(ref count, all.Count);
        }
    }

    /// <summary>Puts the newest back in line; nobody is let in before somebody is done.</summary>
    public void PutBack(WaitingLine line, SequenceMemories memories)
    {
        var newest = all[^1];
        Remove(all.Count - 1, memories);
        full = true;
        line.PutBack(newest);
    }

    /// <summary>Takes one out; what it computed is saved for those who come.</summary>
    public void Remove(int index, SequenceMemories memories)
    {
        memories.Release(all[index]);
        all.RemoveAt(index);
        Volatile.Write(ref count, all.Count);
        full = false;
    }

    /// <summary>Takes out all.</summary>
    public void Clear()
    {
        all.Clear();
        Volatile.Write(ref count, 0);
        full = false;
    }

    private static bool CanBegin(Writer writer)
    {
        try
        {
            if (!writer.Cancelled.IsCancellationRequested)
            {
                writer.Begin();
                return true;
            }

            writer.Fail(new OperationCanceledException(writer.Cancelled));
        }
        catch (Exception error) when (error is LlamaException or ArgumentException)
        {
            writer.Fail(new ModelServiceException(ServiceFailure.Refused, error.Message, error));
        }

        return false;
    }
}
