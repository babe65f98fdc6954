using Microsoft.Extensions.AI;

namespace PaperBot.Prompts;

/// <summary>
/// Reads a client's updates and stops waiting when told to, even when the client does not: one that blocks its thread or
/// ignores its
/// token is left behind, and what it still does is nobody's concern.
/// </summary>
internal sealed class ClientStream(IChatClient client, RenderedPrompt prompt, CancellationToken cancellationToken)
    : IAsyncDisposable
{
    private IAsyncEnumerator<ChatResponseUpdate>? updates;
    private Task<bool>? pending;

    /// <summary>The next update, or null at the end.</summary>
    public async Task<ChatResponseUpdate?> NextAsync()
    {
        // On the pool, because a local model may compute a token before it yields.
        pending = Task.Run(MoveAsync, CancellationToken.None);
        var more = await pending.WaitAsync(cancellationToken).ConfigureAwait(false);
        return more ? updates!.Current : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (pending is { IsCompleted: false } left)
        {
            // An enumerator may not be disposed while it moves.
            _ = left.ContinueWith(
                async task =>
                {
                    _ = task.Exception;
                    await CloseAsync().ConfigureAwait(false);
                },
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
            return;
        }

        await CloseAsync().ConfigureAwait(false);
    }

    private async Task<bool> MoveAsync()
    {
        updates ??= client.GetStreamingResponseAsync(prompt.Messages, prompt.Options, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        return await updates.MoveNextAsync().ConfigureAwait(false);
    }

    // What a client throws while it cleans up must not replace the answer, or the error that says more.
    private async Task CloseAsync()
    {
        try
        {
            if (updates is not null)
            {
                await updates.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // The stream is over either way.
        }
    }
}
