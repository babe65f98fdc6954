using Microsoft.Extensions.AI;

namespace PaperBot.Engines;

/// <summary>An engine's stream, read as far as its first text, so that it is known whether anything comes.</summary>
internal sealed class OpenedStream : IAsyncDisposable
{
    private readonly List<ChatResponseUpdate> read = [];
    private IAsyncEnumerator<ChatResponseUpdate>? updates;
    private bool hasEnded;

    /// <summary>Asks a client and reads until there is text, or the end.</summary>
    public async Task OpenAsync(
        IChatClient client, IReadOnlyList<ChatMessage> asked, ChatOptions? options, CancellationToken cancellationToken)
    {
        updates = client.GetStreamingResponseAsync(asked, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        do
        {
            if (!await updates.MoveNextAsync().ConfigureAwait(false))
            {
                hasEnded = true;
                return;
            }

            read.Add(updates.Current);
        }
        while (updates.Current is { Text.Length: 0, FinishReason: null });
    }

    /// <summary>All updates, those read before included; ends with the stream, which is disposed of then.</summary>
    /// <param name="failed">Told of a failure, which is thrown too.</param>
    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync(Action<Exception> failed)
    {
        await using var closing = this.ConfigureAwait(false);
        foreach (var update in read)
        {
            yield return update;
        }

        while (!hasEnded)
        {
            try
            {
                hasEnded = !await updates!.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                failed(broken);
                throw;
            }

            if (!hasEnded)
            {
                yield return updates.Current;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (updates is not null)
        {
            await updates.DisposeAsync().ConfigureAwait(false);
        }
    }
}
