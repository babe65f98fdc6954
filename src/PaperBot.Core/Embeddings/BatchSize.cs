namespace PaperBot.Embeddings;

/// <summary>
/// How many texts a model is given at once: as many as it does in 0.1 to 0.2 seconds, so that a question that comes meanwhile
/// gets its vector within <see cref="QueryEmbedder.Patience"/>; and fewer where it refuses so many.
/// </summary>
internal sealed class BatchSize
{
    /// <summary>The most; servers limit how much comes at once.</summary>
    public const int Most = 32;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(200);

    // A server that takes ten texts would otherwise refuse every second batch, of sixteen after each of eight.
    private const int HeldAfterFailure = 4;

    private int held;

    /// <summary>Texts in the next batch, 1 to <see cref="Most"/>.</summary>
    public int Texts { get; private set; } = 4;

    /// <summary>Learns from what a batch took that was embedded.</summary>
    public void Took(TimeSpan time)
    {
        if (time > Slow)
        {
            Texts = Math.Max(1, Texts / 2);
        }
        else if (held > 0)
        {
            held--;
        }
        else if (time < Quick)
        {
            Texts = Math.Min(Most, Texts * 2);
        }
    }

    /// <summary>Learns that a batch failed; how long that took says nothing, as a refusal is quick.</summary>
    /// <param name="texts">How many were in it.</param>
    public void Failed(int texts) => (Texts, held) = (Math.Max(1, texts / 2), HeldAfterFailure);
}
