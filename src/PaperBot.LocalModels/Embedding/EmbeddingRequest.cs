using PaperBot.LocalModels.Serving;

namespace PaperBot.LocalModels.Embedding;

/// <summary>Texts that somebody wants the vectors of. Belongs to the embedder's thread once it was given to it.</summary>
/// <param name="texts">At least one.</param>
/// <param name="cancelled">Nobody waits for them any more.</param>
internal sealed class EmbeddingRequest(IReadOnlyList<EmbeddedTokens> texts, CancellationToken cancelled)
{
    private readonly TaskCompletionSource<IReadOnlyList<EmbeddedText>> done =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EmbeddedText[] vectors = new EmbeddedText[texts.Count];
    private int next;
    private int made;

    public Task<IReadOnlyList<EmbeddedText>> Vectors => done.Task;

    public CancellationToken Cancelled => cancelled;

    /// <summary>Tokens of the text that is next; null when all have been taken.</summary>
    public int[]? Next => next < texts.Count ? texts[next].Tokens : null;

    /// <summary>Takes the next text.</summary>
    /// <returns>Its place.</returns>
    public int Take() => next++;

    /// <summary>Notes a text's vector, of length 1.</summary>
    public void Made(int place, float[] vector)
    {
        vectors[place] = new EmbeddedText(vector, texts[place].Tokens.Length, texts[place].Cut);
        if (++made == texts.Count)
        {
            done.TrySetResult(vectors);
        }
    }

    /// <summary>Ends it without vectors; the first call counts.</summary>
    public void Fail(Exception error)
    {
        if (error is OperationCanceledException)
        {
            done.TrySetCanceled(cancelled);
        }
        else
        {
            done.TrySetException(error);
        }
    }
}
