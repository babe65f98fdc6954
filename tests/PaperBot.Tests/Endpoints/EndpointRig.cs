using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PaperBot.Endpoints;
using PaperBot.Tests.Models;

namespace PaperBot.Tests.Endpoints;

/// <summary>Settings, clients and a log for an endpoint that a test plays.</summary>
internal sealed class EndpointRig : IDisposable
{
    public const string Key = "sk-7f3a9c0e-very-secret-55d1";

    private readonly List<IDisposable> open = [];

    public EndpointOptions Options { get; } = new() { Model = "tiny", EmbeddingModel = "vectors", Retries = 2, TimeoutSeconds = 20, PauseSeconds = 20 };

    /// <summary>Every line that was logged, exceptions included.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public EndpointChatClient Chat(RawHttpServer server) => new(Connection(server), Options, TimeProvider.System, new Lines<EndpointChatClient>(Log));

    public EndpointEmbeddings Vectors(RawHttpServer server) =>
        new(Connection(server), Options, TimeProvider.System, new Lines<EndpointEmbeddings>(Log));

    public EndpointProbe Probe(RawHttpServer server) => new(Connection(server), Options, TimeProvider.System);

    /// <summary>The start of a streamed answer.</summary>
    public static string Head => "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

    /// <summary>A piece of one.</summary>
    public static string Piece(string? text, string? finish = null, string more = "") =>
        $$"""data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"tiny-2","choices":[{"index":0,"delta":{{(text is null ? "{}" : JsonSerializer.Serialize(new { role = "assistant", content = text }))}},"finish_reason":{{(finish is null ? "null" : $"\"{finish}\"")}}}]{{more}}}"""
        + "\n\n";

    /// <summary>A whole streamed answer.</summary>
    public static string Answer(params string[] pieces) => Head + string.Concat(pieces.Select(p => Piece(p))) + Piece(null, "stop")
        + "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"tiny-2\",\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":5,\"total_tokens\":16}}\n\ndata: [DONE]\n\n";

    public static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public void Dispose() => open.ForEach(o => o.Dispose());

    private EndpointConnection Connection(RawHttpServer server)
    {
        Options.Address = new Uri(server.Address, "v1").ToString();
        var connection = new EndpointConnection(Options);
        open.Add(connection);
        return connection;
    }

    private sealed class Lines<T>(ConcurrentQueue<string> log) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
