using System.Runtime.InteropServices;
using System.Threading.Channels;
using PaperBot.LocalModels.Runtime;
using PaperBot.LocalModels.Sampling;
using PaperBot.LocalModels.Serving;

namespace PaperBot.LocalModels.Scheduling;

/// <summary>One text, from joining the line to its end. Belongs to the scheduler's thread once it has joined.</summary>
internal sealed class Writer
{
    private readonly Channel<WrittenPiece> pieces =
        Channel.CreateUnbounded<WrittenPiece>(new UnboundedChannelOptions { SingleReader = true });

    private readonly WrittenText text;
    private readonly Func<ILlamaSampler> sampling;
    private readonly int most;
    private int inStep;
    private int ended;

    /// <param name="prompt">At least one token.</param>
    /// <param name="most">Most tokens to write, at least 1.</param>
    /// <param name="sampling">Makes what chooses its tokens once it is let in: it may take megabytes.</param>
    /// <param name="stops">The text ends before the first of these.</param>
    /// <param name="cancelled">Nobody waits for it any more.</param>
    public Writer(int[] prompt, int most, Func<ILlamaSampler> sampling, IReadOnlyList<string> stops, CancellationToken cancelled)
    {
        Tokens = new List<int>(prompt.Length + Math.Min(most, 512));
        Tokens.AddRange(prompt);
        PromptTokens = prompt.Length;
        text = new WrittenText(stops);
        (this.most, this.sampling, Cancelled) = (most, sampling, cancelled);
    }

    /// <summary>The prompt and what was written.</summary>
    public List<int> Tokens { get; }

    public int PromptTokens { get; }

    /// <summary>What chooses its tokens; null before it is let in.</summary>
    public ILlamaSampler? Sampler { get; private set; }

    public CancellationToken Cancelled { get; }

    public ChannelReader<WrittenPiece> Pieces => pieces.Reader;

    /// <summary>Where its tokens are computed; null while it waits.</summary>
    public SequenceMemory? Memory { get; set; }

    /// <summary>Somebody whose computing of the same beginning it waits for.</summary>
    public Ahead? Ahead { get; set; }

    /// <summary>Tokens of the prompt that were in memory when it began; null before.</summary>
    public int? Reused { get; set; }

    /// <summary>When it was let in first, as the clock's timestamp.</summary>
    public long Began { get; set; }

    /// <summary>Place of its last token in the batch; -1 when nothing follows from this step.</summary>
    public int Output { get; set; } = -1;

    /// <summary>The place in line it was told of last; null for none.</summary>
    public int? ToldPlace { get; set; }

    /// <summary>Tokens still to compute before the next can be chosen; 1 while it is being written.</summary>
    public int Pending => Tokens.Count - (Memory?.Count ?? 0);

    public int Written => Tokens.Count - PromptTokens;

    /// <summary>How many of the first tokens it has in common with another.</summary>
    public int InCommonWith(Writer other) =>
        CollectionsMarshal.AsSpan(Tokens).CommonPrefixLength(CollectionsMarshal.AsSpan(other.Tokens));

    /// <summary>Makes the sampler, the first time.</summary>
    /// <exception cref="LlamaException">The grammar cannot be read.</exception>
    public void Begin() => Sampler ??= sampling();

    /// <summary>Takes the token that was chosen.</summary>
    /// <param name="token">Its id.</param>
    /// <param name="bytes">Its text.</param>
    /// <param name="endsTurn">True when the model ends with it.</param>
    /// <returns>True when the text is finished.</returns>
    public bool Take(int token, ReadOnlySpan<byte> bytes, bool endsTurn)
    {
        if (endsTurn)
        {
            Finish("", FinishedBy.Stop);
            return true;
        }

        Tokens.Add(token);
        var shown = text.Take(bytes);
        if (text.Stopped)
        {
            Finish(shown, FinishedBy.Stop);
            return true;
        }

        if (Written >= most)
        {
            Finish(shown, FinishedBy.Length);
            return true;
        }

        if (shown.Length > 0)
        {
            pieces.Writer.TryWrite(new WrittenPiece(shown));
        }

        return false;
    }

    /// <summary>Says where in the line it stands.</summary>
    public void Tell(int place, TimeSpan? wait) =>
        pieces.Writer.TryWrite(new WrittenPiece("") { Place = place, LikelyWait = wait });

    /// <summary>Ends it without more text; the first call counts.</summary>
    public void Fail(Exception error) => End(error);

    /// <summary>Counts it among those a step computes for.</summary>
    public void Enter() => Volatile.Write(ref inStep, 1);

    /// <summary>Takes it out of the step; true when it was in.</summary>
    public bool Leave() => Interlocked.Exchange(ref inStep, 0) == 1;

    private void Finish(string last, FinishedBy finished)
    {
        pieces.Writer.TryWrite(new WrittenPiece(last + text.Finish())
        {
            Finished = finished,
            PromptTokens = PromptTokens,
            ReusedTokens = Reused ?? 0,
            WrittenTokens = Written,
        });
        End(null);
    }

    private void End(Exception? error)
    {
        if (Interlocked.Exchange(ref ended, 1) == 0)
        {
            Sampler?.Dispose();
            pieces.Writer.TryComplete(error);
        }
    }
}
