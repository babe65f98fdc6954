namespace PaperBot.Embeddings;

/// <summary>
/// How many texts a model is given at once: as many as it does in about a third of a second, so that somebody who asks meanwhile
/// waits for no more than that.
/// </summary>
internal sealed class BatchSize
{
    /// <summary>The most; servers limit how much comes at once.</summary>
    public const int Most = 32;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(600);

    /// <summary>Texts in the next batch, 1 to <see cref="Most"/>.</summary>
    public int Texts { get; private set; } = 4;

    /// <summary>Learns from what a full batch took.</summary>
    public void Took(TimeSpan time) =>
        Texts = time < Quick ? Math.Min(Most, Texts * 2) : time > Slow ? Math.Max(1, Texts / 2) : Texts;
}
