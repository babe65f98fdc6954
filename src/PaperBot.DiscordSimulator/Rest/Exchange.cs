using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PaperBot.DiscordSimulator.Rest;

/// <summary>One request on its way: what is known of it so far, and how it is answered.</summary>
internal sealed class Exchange(HttpContext context, IReadOnlyList<string> path)
{
    public HttpContext Context { get; } = context;

    public RestRoute? Route { get; private set; }

    /// <summary>Told of the answer before the client can see it, so that what is noted of it is there when the client is.</summary>
    public Action<Exchange>? Answering { get; init; }

    public IReadOnlyDictionary<string, string> Values { get; private set; } = new Dictionary<string, string>();

    public JsonNode? Body { get; set; }

    public IReadOnlyList<UploadedFile> Files { get; set; } = [];

    /// <summary>The status that was answered; 0 while nothing was.</summary>
    public int Status { get; private set; }

    /// <summary>The body that was answered.</summary>
    public JsonNode? Answer { get; private set; }

    /// <summary>What a 429 was about.</summary>
    public string? Scope { get; private set; }

    public IReadOnlyDictionary<string, string> Query =>
        Context.Request.Query.ToDictionary(q => q.Key, q => q.Value.LastOrDefault() ?? "");

    /// <summary>The route that was asked for; refused when there is none, or none for the method.</summary>
    public RestRoute Find(IEnumerable<RestRoute> routes)
    {
        var known = false;
        foreach (var route in routes)
        {
            if (route.Match(path) is not { } values)
            {
                continue;
            }

            known = true;
            if (route.Method == Context.Request.Method)
            {
                (Route, Values) = (route, values);
                return route;
            }
        }

        throw known ? new RefusedRequest(405, 0, "405: Method Not Allowed") : RefusedRequest.NotFound();
    }

    public void Limits(BucketState? state)
    {
        if (state is null)
        {
            return;
        }

        var headers = Context.Response.Headers;
        headers["X-RateLimit-Limit"] = Text(state.Limit);
        headers["X-RateLimit-Remaining"] = Text(state.Remaining);
        headers["X-RateLimit-Reset"] = Text(state.Reset.ToUnixTimeMilliseconds() / 1000.0);
        headers["X-RateLimit-Reset-After"] = Text(state.ResetAfter.TotalSeconds);
        headers["X-RateLimit-Bucket"] = state.Hash;
    }

    public void Limited(string scope, TimeSpan after)
    {
        Scope = scope;
        RetryAfter(after);
        Context.Response.Headers["X-RateLimit-Scope"] = scope;
        if (scope == "global")
        {
            Context.Response.Headers["X-RateLimit-Global"] = "true";
        }
    }

    /// <summary>The header knows whole seconds only; the body is exact.</summary>
    public void RetryAfter(TimeSpan after) =>
        Context.Response.Headers.RetryAfter = ((int)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Answers. An answer without a body says nothing of its type, as clients would try to read one.</summary>
    public async Task WriteAsync(int status, JsonNode? body)
    {
        (Status, Answer) = (status, body);
        Answering?.Invoke(this);
        Context.Response.StatusCode = status;
        if (body is null)
        {
            return;
        }

        Context.Response.ContentType = "application/json";
        try
        {
            await Context.Response.WriteAsync(body.ToJsonString(), Context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client went away; what the request did stays done.
        }
    }

    public async Task WaitForClientToGiveUpAsync() =>
        await Task.Delay(Timeout.Infinite, Context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
