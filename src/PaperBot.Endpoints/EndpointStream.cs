using Microsoft.Extensions.AI;
using OpenAI.Chat;
using PaperBot.Waiting;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;

namespace PaperBot.Endpoints;

/// <summary>One answer on its way: read up to its first word, then piece by piece.</summary>
internal sealed class EndpointStream : IAsyncDisposable
{
    private readonly EndpointOptions options;
    private readonly EndpointWords words;
    private readonly CancellationToken cancellationToken;
    private readonly Silence silence;
    private readonly List<ChatResponseUpdate> read = [];
    private readonly ToolCallPieces calls = new();
    private IAsyncEnumerator<StreamingChatCompletionUpdate>? updates;
    private bool hasFinished;
    private bool hasEnded;

    public EndpointStream(EndpointOptions options, EndpointWords words, TimeProvider time, CancellationToken cancellationToken)
    {
        (this.options, this.words, this.cancellationToken) = (options, words, cancellationToken);
        silence = new Silence(TimeSpan.FromSeconds(options.TimeoutSeconds), time, cancellationToken);
    }

    /// <summary>Asks, and reads until there is a word or the answer has ended; disposes of itself when that fails.</summary>
    /// <exception cref="EndpointException">It failed before a word came.</exception>
    public async Task OpenAsync(ChatClient chat, IReadOnlyList<OpenAI.Chat.ChatMessage> messages, ChatCompletionOptions asked)
    {
        try
        {
            updates = chat.CompleteChatStreamingAsync(messages, asked, silence.Token).GetAsyncEnumerator(silence.Token);
            while (await NextAsync().ConfigureAwait(false) is { } update)
            {
                read.Add(update);
                if (update.Text.Length > 0)
                {
                    // The model is at work: from now on less patience is due.
                    silence.Restart(TimeSpan.FromSeconds(options.PauseSeconds));
                    return;
                }
            }

            if (read.Count == 0)
            {
                throw words.Foreign("sends no answer at all");
            }

            if (!hasFinished)
            {
                throw words.Cut();
            }
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Everything that came and comes.</summary>
    /// <exception cref="EndpointException">It broke off.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync()
    {
        foreach (var update in read)
        {
            yield return update;
        }

        while (!hasEnded && await NextAsync().ConfigureAwait(false) is { } update)
        {
            yield return update;
        }

        // A server that ends without a reason was cut off: half an answer is none.
        if (!hasFinished)
        {
            throw words.Cut();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (updates is { } open)
        {
            updates = null;
            try
            {
                await open.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception broken) when (broken is IOException or HttpRequestException or OperationCanceledException)
            {
                // The connection is gone either way.
            }
        }

        silence.Dispose();
    }

    private async Task<ChatResponseUpdate?> NextAsync()
    {
        try
        {
            if (!await updates!.MoveNextAsync().ConfigureAwait(false))
            {
                hasEnded = true;
                return null;
            }
        }
        catch (Exception failed)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // What follows a finished answer, such as its usage, is not worth failing for.
            if (hasFinished)
            {
                hasEnded = true;
                return null;
            }

            throw words.Of(silence.Said(failed), options.Model);
        }

        silence.Restart();
        var update = ChatTranslation.Update(updates.Current);
        calls.Take(updates.Current);
        if (options.Tools && update.FinishReason is not null)
        {
            // Some servers say that they stopped where others say that they call.
            calls.TakeWhole().ToList().ForEach(update.Contents.Add);
        }

        hasFinished |= update.FinishReason is not null
            && (update.FinishReason != ChatFinishReason.ToolCalls || update.Contents.OfType<FunctionCallContent>().Any());
        return update;
    }
}
