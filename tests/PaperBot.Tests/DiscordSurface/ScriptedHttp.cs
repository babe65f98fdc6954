using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>Answers HTTP calls within the process, as a test says, and keeps what was asked.</summary>
internal sealed class ScriptedHttp : HttpMessageHandler
{
    private readonly Lock gate = new();
    private readonly List<SeenCall> seen = [];
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> script = new();

    /// <summary>What came, in order.</summary>
    public IReadOnlyList<SeenCall> Seen
    {
        get
        {
            lock (gate)
            {
                return [.. seen];
            }
        }
    }

    /// <summary>The answer when the script is at its end.</summary>
    public Func<SeenCall, HttpResponseMessage> Otherwise { get; set; } = call => Answer(200, Default(call));

    public ScriptedHttp Then(int status, string body = "{}", params (string Name, string Value)[] headers) =>
        Then(_ => Task.FromResult(Answer(status, body, headers)));

    public ScriptedHttp ThenBreak(HttpRequestError error) =>
        Then(_ => Task.FromException<HttpResponseMessage>(new HttpRequestException(error, "It broke.")));

    /// <summary>Answers nothing until the caller gives up.</summary>
    public ScriptedHttp ThenSilence() => Then(async token =>
    {
        await Task.Delay(Timeout.Infinite, token);
        throw new InvalidOperationException("Silence does not end.");
    });

    public ScriptedHttp Then(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        lock (gate)
        {
            script.Enqueue(answer);
        }

        return this;
    }

    public static HttpResponseMessage Answer(int status, string body, params (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = status == 204 ? new ByteArrayContent([]) : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var bytes = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var call = new SeenCall(
            request.Method.Method,
            request.RequestUri!.PathAndQuery.Replace("/api/v10/", "", StringComparison.Ordinal),
            Encoding.UTF8.GetString(bytes),
            request.Headers.Authorization?.ToString(),
            request.Headers.UserAgent.ToString(),
            request.Content?.Headers.ContentType?.MediaType);
        Func<CancellationToken, Task<HttpResponseMessage>>? next;
        lock (gate)
        {
            seen.Add(call);
            script.TryDequeue(out next);
        }

        return next is null ? Otherwise(call) : await next(cancellationToken);
    }

    private static string Default(SeenCall call) => call switch
    {
        { Method: "GET", Path: var path } when path.Contains("/messages?", StringComparison.Ordinal) => "[]",
        { Method: "GET", Path: "users/@me" } => """{"id":"1","username":"paperbot","bot":true}""",
        { Path: var path } when path.Contains("messages", StringComparison.Ordinal)
            || path.StartsWith("webhooks", StringComparison.Ordinal) =>
            """{"id":"77","channel_id":"5","author":{"id":"1","username":"paperbot"},"timestamp":"2026-03-31T08:00:00Z"}""",
        _ => """{"id":"5","type":0}""",
    };
}

/// <summary>A call as it came.</summary>
internal sealed record SeenCall(
    string Method, string Path, string Body, string? Authorization, string UserAgent, string? MediaType)
{
    /// <summary>A field of its JSON, as text.</summary>
    public string? Field(string name) =>
        JsonNode.Parse(Body)![name] is { } value ? value is JsonValue ? value.ToString() : value.ToJsonString() : null;

    public override string ToString() => $"{Method} {Path}";
}
