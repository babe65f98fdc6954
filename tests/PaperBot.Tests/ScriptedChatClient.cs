using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace PaperBot.Tests;

/// <summary>A model that says what a test wrote down, one reply a call, the last one again and again.</summary>
internal sealed class ScriptedChatClient : IChatClient
{
    private readonly Func<IReadOnlyList<ChatMessage>, int, ScriptedReply> script;
    private readonly TimeProvider time;
    private readonly TaskCompletionSource stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private readonly List<(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options)> calls = [];

    public ScriptedChatClient(params ScriptedReply[] replies)
        : this((_, call) => replies[Math.Min(call, replies.Length - 1)], TimeProvider.System)
    {
    }

    /// <param name="time">By which it stands still.</param>
    /// <param name="replies">At least one.</param>
    public ScriptedChatClient(TimeProvider time, params ScriptedReply[] replies)
        : this((_, call) => replies[Math.Min(call, replies.Length - 1)], time)
    {
    }

    private ScriptedChatClient(Func<IReadOnlyList<ChatMessage>, int, ScriptedReply> script, TimeProvider time)
    {
        this.script = script;
        this.time = time;
    }

    /// <summary>What <c>GetService</c> hands out: a token counter, capabilities.</summary>
    public List<object> Services { get; } = [];

    /// <summary>What it was asked, in order.</summary>
    public IReadOnlyList<(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options)> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    /// <summary>Ends when it first stands still.</summary>
    public Task Stalled => stalled.Task;

    /// <summary>A model whose reply depends on what it is asked; the number of the call counts from 0.</summary>
    public static ScriptedChatClient Answering(Func<IReadOnlyList<ChatMessage>, int, ScriptedReply> script) =>
        new(script, TimeProvider.System);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var asked = messages.ToArray();
        int call;
        lock (gate)
        {
            call = calls.Count;
            calls.Add((asked, options));
        }

        var reply = script(asked, call);
        for (var i = 0; i < reply.Pieces.Count; i++)
        {
            if (i == reply.Pieces.Count - 1 && !await PausedAsync(reply, cancellationToken))
            {
                yield break;
            }

            if (reply.Between > TimeSpan.Zero)
            {
                await Task.Delay(reply.Between, time, cancellationToken);
            }

            yield return new ChatResponseUpdate(ChatRole.Assistant, reply.Pieces[i]) { ModelId = "scripted" };
        }

        if (reply.Pieces.Count == 0 && !await PausedAsync(reply, cancellationToken))
        {
            yield break;
        }

        if (reply.Throws is { } failure)
        {
            throw failure;
        }

        yield return new ChatResponseUpdate
        {
            FinishReason = reply.Finish,
            Contents = reply.Usage is { } usage ? [new UsageContent(usage)] : [],
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType.IsInstanceOfType(this) ? this : Services.FirstOrDefault(serviceType.IsInstanceOfType);

    public void Dispose()
    {
    }

    /// <summary>False when the stream is to end here.</summary>
    private async Task<bool> PausedAsync(ScriptedReply reply, CancellationToken cancellationToken)
    {
        if (reply.Stall <= TimeSpan.Zero)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return true;
        }

        var pause = Task.Delay(reply.Stall, time, reply.IsDeaf ? CancellationToken.None : cancellationToken);
        stalled.TrySetResult();
        try
        {
            await pause;
            return true;
        }
        catch (OperationCanceledException) when (reply.EndsQuietly)
        {
            return false;
        }
    }
}
