using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace PaperBot.Tests;

/// <summary>A model that writes a text in pieces and does something bad where a test says so.</summary>
internal sealed class HostileClient : IChatClient
{
    private static readonly ChatResponseUpdate Stop = new() { Role = ChatRole.Assistant, FinishReason = ChatFinishReason.Stop };

    /// <summary>What it writes.</summary>
    public string Says { get; init; } = "";

    /// <summary>Done when it is asked what it can do.</summary>
    public Action<Type>? OnService { get; init; }

    /// <summary>Done when it is asked to write, before it returns its stream.</summary>
    public Action? OnAsked { get; init; }

    /// <summary>Done with its token before its first piece.</summary>
    public Func<CancellationToken, Task>? OnStart { get; init; }

    /// <summary>Done before its end.</summary>
    public Func<CancellationToken, Task>? OnEnd { get; init; }

    /// <summary>Done after it said that it has finished.</summary>
    public Func<Task>? OnFinished { get; init; }

    /// <summary>Done when its stream is disposed of.</summary>
    public Func<Task>? OnDispose { get; init; }

    /// <summary>True when every second update is none.</summary>
    public bool HasNullUpdates { get; init; }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        OnAsked?.Invoke();
        return new Stream(WriteAsync(cancellationToken).GetAsyncEnumerator(CancellationToken.None), OnDispose);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        OnService?.Invoke(serviceType);
        return null;
    }

    public void Dispose()
    {
    }

    private async IAsyncEnumerable<ChatResponseUpdate> WriteAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await (OnStart?.Invoke(cancellationToken) ?? Task.CompletedTask);
        foreach (var piece in Says.Chunk(9))
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, new string(piece));
            if (HasNullUpdates)
            {
                yield return null!;
            }
        }

        await (OnEnd?.Invoke(cancellationToken) ?? Task.CompletedTask);
        yield return Stop;
        await (OnFinished?.Invoke() ?? Task.CompletedTask);
    }

    private sealed class Stream(IAsyncEnumerator<ChatResponseUpdate> updates, Func<Task>? onDispose)
        : IAsyncEnumerable<ChatResponseUpdate>, IAsyncEnumerator<ChatResponseUpdate>
    {
        public ChatResponseUpdate Current => updates.Current;

        public IAsyncEnumerator<ChatResponseUpdate> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => updates.MoveNextAsync();

        public async ValueTask DisposeAsync()
        {
            await (onDispose?.Invoke() ?? Task.CompletedTask);
            await updates.DisposeAsync();
        }
    }
}
