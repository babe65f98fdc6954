using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.Scheduling;

/// <summary>
/// The memory of all sequences of a context, and who may begin with what another has computed. What nobody writes with any more
/// is kept, and the least recently used goes first. Belongs to the scheduler's thread.
/// </summary>
/// <param name="context">Whose memory it is.</param>
/// <param name="recurrent">True when memory cannot be cut: then only a text that goes on from its very end can use it.</param>
/// <param name="keep">
/// Most tokens kept that nobody writes with. Each makes every step a little slower: 4096 of them a prompt on the CPU by a third,
/// which pays when every third prompt can begin with them.
/// </param>
internal sealed class SequenceMemories(ILlamaContext context, bool recurrent, int keep)
{
    // Waiting for another's computing is not worth it for less.
    private const int WorthWaiting = 32;

    private readonly SequenceMemory[] all = [.. Enumerable.Range(0, context.Shape.Sequences).Select(i => new SequenceMemory(i))];
    private long uses;

    /// <summary>Gives a writer a memory that has as much of its text as can be had.</summary>
    /// <param name="writer">Its last token is never taken from memory, because it is computed for what follows it.</param>
    /// <param name="running">Those who write now; one of them may be computing the same beginning.</param>
    /// <returns>False when no sequence is free.</returns>
    public bool Claim(Writer writer, IReadOnlyList<Writer> running)
    {
        var most = writer.Tokens.Count - 1;
        var (best, bestCount) = Best(writer, most, idleOnly: false);
        var (idle, idleCount) = Best(writer, most, idleOnly: true);
        if (idle is null)
        {
            return false;
        }

        var spare = Oldest(idleCount > 0 ? idle : null) ?? idle;
        SequenceMemory own;
        if (idleCount > 0 && idleCount >= bestCount && (recurrent || spare == idle || idleCount * 2 >= idle.Count))
        {
            own = idle;
            Cut(own, idleCount);
        }
        else
        {
            own = spare;
            Cut(own, 0);
            if (!recurrent && bestCount > 0 && best != own)
            {
                Share(best!, own, writer, bestCount);
            }
        }

        own.Owner = writer;
        own.Used = ++uses;
        writer.Memory = own;
        Follow(writer, running, most);
        return true;
    }

    /// <summary>Takes over what the one in front has computed, once it is as much as was waited for or will be no more.</summary>
    /// <returns>False while it is worth waiting.</returns>
    public bool CaughtUp(Writer writer)
    {
        if (writer.Ahead is not { } ahead)
        {
            return true;
        }

        if (ahead.Memory.Owner == ahead.Writer && ahead.Memory.Count < ahead.Until)
        {
            return false;
        }

        var common = ahead.Memory.InCommonWith(writer.Tokens, writer.Tokens.Count - 1);
        if (common > writer.Memory!.Count)
        {
            Cut(writer.Memory, 0);
            Share(ahead.Memory, writer.Memory, writer, common);
        }

        writer.Ahead = null;
        return true;
    }

    /// <summary>Leaves a writer's memory to those who come.</summary>
    public void Release(Writer writer)
    {
        if (writer.Memory is { } memory)
        {
            memory.Owner = null;
            memory.Used = ++uses;
            writer.Memory = null;
            writer.Ahead = null;
            while (all.Sum(m => m.Owner is null ? m.Count : 0) > keep && ForgetOldest())
            {
                // Until the rest is little enough.
            }
        }
    }

    /// <summary>Forgets the least recently used memory that nobody writes with; false when there is none.</summary>
    public bool ForgetOldest()
    {
        if (all.Where(m => m is { Owner: null, Count: > 0 }).MinBy(m => m.Used) is not { } oldest)
        {
            return false;
        }

        Cut(oldest, 0);
        return true;
    }

    /// <summary>Cuts a memory back, or forgets all of it where it cannot be cut.</summary>
    public void Cut(SequenceMemory memory, int count)
    {
        // A decode that was stopped may have left more than was noted.
        if (context.LastPosition(memory.Sequence) >= count && !context.Forget(memory.Sequence, count))
        {
            context.Forget(memory.Sequence, 0);
            count = 0;
        }

        memory.Cut(count);
    }

    private void Share(SequenceMemory source, SequenceMemory target, Writer writer, int count)
    {
        context.Share(source.Sequence, target.Sequence, count);
        target.Add(writer.Tokens, 0, count);
        source.Used = ++uses;
    }

    // Two that begin alike and come together: the second waits for the first instead of computing the same again.
    private void Follow(Writer writer, IReadOnlyList<Writer> running, int most)
    {
        if (recurrent)
        {
            return;
        }

        var until = writer.Memory!.Count + WorthWaiting - 1;
        foreach (var other in running)
        {
            var common = Math.Min(most, other.InCommonWith(writer));
            if (common > until && other.Memory is { } memory && memory.Count < common)
            {
                until = common;
                writer.Ahead = new Ahead(other, memory, common);
            }
        }
    }

    private (SequenceMemory? Memory, int Count) Best(Writer writer, int most, bool idleOnly)
    {
        SequenceMemory? best = null;
        var bestCount = -1;
        foreach (var memory in all)
        {
            if (idleOnly && memory.Owner is not null)
            {
                continue;
            }

            var common = memory.InCommonWith(writer.Tokens, most);
            common = recurrent && (common < memory.Count || memory.Owner is not null) ? 0 : common;
            if (common > bestCount || (common == bestCount && memory.Used < best!.Used))
            {
                (best, bestCount) = (memory, common);
            }
        }

        return (best, bestCount);
    }

    private SequenceMemory? Oldest(SequenceMemory? butNot) =>
        all.Where(m => m.Owner is null && m != butNot).OrderBy(m => m.Count > 0).ThenBy(m => m.Used).FirstOrDefault();
}

/// <summary>Somebody who computes the same beginning.</summary>
/// <param name="Writer">Who.</param>
/// <param name="Memory">Where.</param>
/// <param name="Until">How many tokens are worth waiting for.</param>
internal sealed record Ahead(Writer Writer, SequenceMemory Memory, int Until);
