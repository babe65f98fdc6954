using System.Runtime.InteropServices;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.Scheduling;

/// <summary>
/// Who writes in which sequence of a context, and with what of another's computing it begins. A sequence is emptied when its text
/// ends; what it held is saved for those who begin alike. Belongs to the scheduler's thread.
/// </summary>
/// <param name="context">Whose memory it is.</param>
/// <param name="facts">Of the model.</param>
/// <param name="saved">Of texts that are finished; outlives a context that fails.</param>
internal sealed class SequenceMemories(ILlamaContext context, ModelFacts facts, SavedTexts saved)
{
    // Waiting for another's computing, or putting a saved one back, is not worth it for less.
    private const int WorthIt = 32;

    private readonly SequenceMemory[] all = [.. Enumerable.Range(0, context.Shape.Sequences).Select(i => new SequenceMemory(i))];

    /// <summary>Gives a writer a memory that has as much of its text as can be had.</summary>
    /// <param name="writer">Its last token is never taken from memory, because it is computed for what follows it.</param>
    /// <param name="running">Those who write now; one of them may be computing the same beginning.</param>
    /// <returns>False when no sequence is free.</returns>
    public bool Claim(Writer writer, IReadOnlyList<Writer> running)
    {
        if (Array.Find(all, m => m.Owner is null) is not { } own)
        {
            return false;
        }

        Cut(own, 0);
        TakeOver(writer, own);
        own.Owner = writer;
        writer.Memory = own;
        Follow(writer, running);
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

        TakeOver(writer, writer.Memory!);
        writer.Ahead = null;
        return true;
    }

    /// <summary>Empties a writer's memory, and saves what it held for those who come.</summary>
    public void Release(Writer writer)
    {
        if (writer.Memory is not { } memory)
        {
            return;
        }

        // A decode that was stopped may have left more than was noted.
        Cut(memory, memory.Count);
        var tokens = memory.Tokens;
        if (tokens.Length >= WorthIt && saved.Best(tokens, tokens.Length, whole: false).Count < tokens.Length)
        {
            saved.Add(tokens, context.Save(memory.Sequence));
        }

        Cut(memory, 0);
        memory.Owner = null;
        writer.Memory = null;
        writer.Ahead = null;
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

    // What somebody writes with is shared and takes no place; what was saved takes its own.
    private void TakeOver(Writer writer, SequenceMemory own)
    {
        var text = CollectionsMarshal.AsSpan(writer.Tokens);
        var most = text.Length - 1;
        var (other, shared) = facts.Recurrent ? (null, 0) : BestRunning(writer, own, most);
        var (kept, restored) = saved.Best(text, most, whole: facts.Recurrent || facts.Window > 0);
        if (restored >= Math.Max(shared, own.Count) + WorthIt && Restore(own, kept!, restored))
        {
            return;
        }

        if (shared > own.Count)
        {
            Cut(own, 0);
            context.Share(other!.Sequence, own.Sequence, shared);
            own.Add(text[..shared]);
        }
    }

    private bool Restore(SequenceMemory own, SavedText text, int count)
    {
        own.Cut(0);
        if (!context.Restore(own.Sequence, text.Bytes))
        {
            return false;
        }

        saved.Use(text);
        own.Add(text.Tokens);
        Cut(own, count);
        return true;
    }

    // Two that begin alike and come together: the second waits for the first instead of computing the same again.
    private void Follow(Writer writer, IReadOnlyList<Writer> running)
    {
        if (facts.Recurrent)
        {
            return;
        }

        var most = writer.Tokens.Count - 1;
        var until = writer.Memory!.Count + WorthIt - 1;
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

    private (SequenceMemory? Memory, int Count) BestRunning(Writer writer, SequenceMemory own, int most)
    {
        SequenceMemory? best = null;
        var bestCount = 0;
        foreach (var memory in all)
        {
            if (memory != own && memory.Owner is not null && memory.InCommonWith(writer.Tokens, most) is var common && common > bestCount)
            {
                (best, bestCount) = (memory, common);
            }
        }

        return (best, bestCount);
    }
}

/// <summary>Somebody who computes the same beginning.</summary>
/// <param name="Writer">Who.</param>
/// <param name="Memory">Where.</param>
/// <param name="Until">How many tokens are worth waiting for.</param>
internal sealed record Ahead(Writer Writer, SequenceMemory Memory, int Until);
