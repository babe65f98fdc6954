using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.Scheduling;

/// <summary>
/// Chooses what one step computes: a token for everyone who is being written, and parts of the prompts of those who begin, few
/// enough that the others do not stall. Belongs to the scheduler's thread.
/// </summary>
/// <param name="most">Most tokens of a step.</param>
internal sealed class StepPlan(int most)
{
    // How much longer a step may take because somebody begins; a reader does not notice it.
    private const double PromptSeconds = 0.12;
    private const int LeastShare = 16;
    private const int UnmeasuredShare = 64;

    private readonly List<(Writer Writer, int Count)> parts = new(64);
    private readonly List<Writer> beginning = new(64);
    private readonly List<Writer> written = new(64);
    private uint turn;

    public TokenBatch Batch { get; } = new(most);

    /// <summary>Who is in the batch, with how many tokens.</summary>
    public IReadOnlyList<(Writer Writer, int Count)> Parts => parts;

    /// <summary>How many of its tokens have something follow.</summary>
    public int Outputs { get; private set; }

    /// <summary>Fills the batch.</summary>
    /// <param name="writers">Those with memory, the longest served first.</param>
    /// <param name="ready">False for one that waits for another's computing.</param>
    /// <param name="speeds">What was measured.</param>
    public void Fill(IReadOnlyList<Writer> writers, Func<Writer, bool> ready, Speeds speeds)
    {
        Batch.Clear();
        parts.Clear();
        beginning.Clear();
        written.Clear();
        Outputs = 0;
        foreach (var writer in writers)
        {
            writer.Output = -1;
            if (!ready(writer))
            {
                continue;
            }

            if (writer.Pending == 1)
            {
                written.Add(writer);
            }
            else
            {
                beginning.Add(writer);
            }
        }

        AddWritten(beginning.Count == 0 && speeds.FasterInTurns(written.Count));

        var room = Batch.Capacity - Batch.Count;
        if (parts.Count > 0)
        {
            room = Math.Min(room, Math.Max(LeastShare, (int)(speeds.PromptTokens * PromptSeconds ?? UnmeasuredShare)));
        }

        AddBeginnings(room);
    }

    private void AddWritten(bool inTurns)
    {
        if (inTurns)
        {
            Add(written[(int)(++turn % (uint)written.Count)], 1);
            return;
        }

        foreach (var writer in written)
        {
            Add(writer, 1);
        }
    }

    // Half for the one that waits longest, so that it gets through; the rest for the shortest, so that small prompts do not wait
    // for large ones.
    private void AddBeginnings(int room)
    {
        if (beginning.Count == 0)
        {
            return;
        }

        var oldest = beginning[0];
        var share = beginning.Count == 1 ? room : (room + 1) / 2;
        var first = Math.Min(share, oldest.Pending);
        Add(oldest, first);
        room -= first;
        beginning.RemoveAt(0);
        beginning.Sort(static (a, b) => a.Pending.CompareTo(b.Pending));
        foreach (var writer in beginning)
        {
            if (room <= 0)
            {
                return;
            }

            var count = Math.Min(room, writer.Pending);
            Add(writer, count);
            room -= count;
        }
    }

    private void Add(Writer writer, int count)
    {
        if (count <= 0)
        {
            return;
        }

        var from = writer.Memory!.Count;
        var last = writer.Tokens.Count - 1;
        for (var i = from; i < from + count; i++)
        {
            var index = Batch.Add(writer.Tokens[i], i, writer.Memory.Sequence, output: i == last);
            if (i == last)
            {
                writer.Output = index;
                Outputs++;
            }
        }

        parts.Add((writer, count));
    }
}
