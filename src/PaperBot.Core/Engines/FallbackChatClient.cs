using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using PaperBot.Prompts;

namespace PaperBot.Engines;

/// <summary>
/// Several engines as one: the first that can writes. One that fails before its first piece of text is passed over for the next, and
/// then spared for a while; once text was shown the answer is that engine's, and its failure is the caller's. Every update says who
/// wrote it (<see cref="ChatCapabilities.EngineKey"/>). Safe for concurrent use.
/// </summary>
/// <param name="engines">At least one, best first. They are disposed with this.</param>
/// <param name="isFault">
/// True for an exception that says something about the engine; false for one about what it was asked, such as too long a prompt: the next
/// is asked all the same, but nobody is spared.
/// </param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told who answers when that changes.</param>
internal sealed partial class FallbackChatClient(
    IReadOnlyList<Engine> engines, Func<Exception, bool> isFault, TimeProvider time, ILogger<FallbackChatClient> logger) : IChatClient
{
    /// <summary>
    /// Who is called off after it was silent for so long has failed, although it did not say so: otherwise one that hangs would be asked
    /// again by everybody.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly EngineCircuit[] circuits = [.. engines.Select(_ => new EngineCircuit(time))];

    /// <summary>Who would be asked now; the last one when all are spared.</summary>
    public Engine Current => engines[IndexNow()];

    /// <summary>Each engine, and whether calls go to it.</summary>
    public IReadOnlyList<(Engine Engine, bool IsOpen)> States => [.. engines.Select((e, i) => (e, circuits[i].IsOpenToCalls))];

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken).ConfigureAwait(false);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // A sequence may be read once only, and each engine reads it.
        IReadOnlyList<ChatMessage> asked = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        Exception? last = null;
        for (var i = 0; i < engines.Count; i++)
        {
            if (!circuits[i].TryEnter())
            {
                continue;
            }

            var opened = await OpenAsync(i, asked, options, cancellationToken).ConfigureAwait(false);
            if (opened.Failure is { } failure)
            {
                last = failure;
                continue;
            }

            await foreach (var update in opened.Stream!.ReadAsync(failed => Failed(i, failed)).ConfigureAwait(false))
            {
                (update.AdditionalProperties ??= [])[ChatCapabilities.EngineKey] = engines[i].Name;
                yield return update;
            }

            yield break;
        }

        throw last ?? new InvalidOperationException(
            $"{string.Join(" and ", engines.Select(e => e.Name))} failed a moment ago and {(engines.Count > 1 ? "are" : "is")} left alone for now.");
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        if (serviceKey is null && serviceType == typeof(ChatCapabilities))
        {
            return Capabilities();
        }

        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : Current.Client.GetService(serviceType, serviceKey);
    }

    public void Dispose()
    {
        foreach (var engine in engines)
        {
            engine.Client.Dispose();
        }
    }

    // A prompt made for the first must fit whoever takes over, or taking over would only be another failure.
    private ChatCapabilities Capabilities()
    {
        var now = IndexNow();
        List<ChatCapabilities> asked =
        [
            .. engines.Where((_, i) => i == now || circuits[i].IsOpenToCalls).Select(e => ChatCapabilities.Of(e.Client)),
        ];
        return ChatCapabilities.Of(engines[now].Client) with
        {
            Engine = engines[now].Name,
            ContextTokens = asked.Min(a => a.ContextTokens),
            Tools = asked.TrueForAll(a => a.Tools),
            Rests = !circuits[now].IsOpenToCalls,
        };
    }

    private int IndexNow()
    {
        var open = Array.FindIndex(circuits, c => c.IsOpenToCalls);
        return open < 0 ? engines.Count - 1 : open;
    }

    private async Task<(OpenedStream? Stream, Exception? Failure)> OpenAsync(
        int index, IReadOnlyList<ChatMessage> asked, ChatOptions? options, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var stream = new OpenedStream();
        try
        {
            await stream.OpenAsync(engines[index].Client, asked, options, cancellationToken).ConfigureAwait(false);
            if (circuits[index].Succeeded())
            {
                LogBack(engines[index].Name);
            }

            return (stream, null);
        }
        catch (Exception failed)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                if (time.GetElapsedTime(started) >= Patience)
                {
                    Failed(index, failed);
                }
                else
                {
                    circuits[index].Left();
                }

                throw;
            }

            Failed(index, failed);
            return (null, failed);
        }
    }

    private void Failed(int index, Exception failed)
    {
        if (!isFault(failed))
        {
            circuits[index].Left();
            LogCannot(engines[index].Name, failed.Message);
            return;
        }

        var pause = circuits[index].Failed();
        var next = Array.FindIndex(circuits, c => c.IsOpenToCalls);
        LogFailed(engines[index].Name, pause.TotalSeconds, next < 0 ? "the abstracts' own words stand" : $"{engines[next].Name} writes", failed.Message);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The engine {Engine} failed and is left alone for {Seconds:0} s; {Next}. {Reason}")]
    private partial void LogFailed(string engine, double seconds, string next, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The engine {Engine} could not do what it was asked: {Reason}")]
    private partial void LogCannot(string engine, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The engine {Engine} writes again")]
    private partial void LogBack(string engine);
}
