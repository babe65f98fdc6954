using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSimulator.Schema;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Rest;

/// <summary>Answers the requests of the bot below <c>/api/v10</c>, in the order in which Discord looks at them.</summary>
internal sealed partial class RestServer(
    DiscordWorld world, IEnumerable<RestRoute> routes, Buckets buckets, InvalidRequests invalid, FaultPlan faults,
        RequestCheck check)
{
    public const string Base = "/api/v10";

    private readonly RestRoute[] routes = [.. routes];

    public IReadOnlyList<RestRoute> Routes => routes;

    public RestLog Log { get; } = new();

    public async Task HandleAsync(HttpContext context)
    {
        // The raw target keeps %2F apart from a slash; each piece is decoded by itself.
        var path = RawPath(context)[Base.Length..];
        var pieces = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToList();
        var exchange = new Exchange(context, pieces) { Answering = e => Note(e, path) };
        if (faults.Take<RefuseConnection>("rest " + path) is not null)
        {
            context.Abort();
            return;
        }

        try
        {
            await AnswerAsync(exchange).ConfigureAwait(false);
        }
        catch (RefusedRequest refusal)
        {
            await exchange.WriteAsync(refusal.Status, refusal.Body()).ConfigureAwait(false);
        }

        if (exchange.Status == 0)
        {
            Note(exchange, path);
        }
    }

    private void Note(Exchange exchange, string path)
    {
        lock (world.Gate)
        {
            invalid.Note(exchange.Status, exchange.Scope);
            check.Answer(exchange.Route, exchange.Status, exchange.Answer);
        }

        var method = exchange.Context.Request.Method;
        Log.Add(new LoggedRequest(world.Now, method, exchange.Route?.Template ?? path, path, exchange.Body, exchange.Status));
    }

    private async Task AnswerAsync(Exchange exchange)
    {
        var http = exchange.Context.Request;
        lock (world.Gate)
        {
            if (invalid.Banned)
            {
                exchange.RetryAfter(invalid.Left);
                throw new RefusedRequest(429, 0, "You are being blocked from accessing our API temporarily (error 1015).");
            }
        }

        if (!UserAgent().IsMatch(http.Headers.UserAgent.ToString()))
        {
            throw new RefusedRequest(403, 40333, "internal network error");
        }

        var route = exchange.Find(routes);
        if (route.NeedsToken && http.Headers.Authorization != "Bot " + world.Bot.Token)
        {
            throw RefusedRequest.Unauthorized();
        }

        var cancel = exchange.Context.RequestAborted;
        (exchange.Body, exchange.Files) = await RequestReader.ReadAsync(http, cancel).ConfigureAwait(false);
        lock (world.Gate)
        {
            check.Request(route, http.Path, exchange.Body);
        }

        var fault = faults.Take<RestFault>($"{route.Method} {route.Template}");
        if (await BeforeAsync(exchange, fault).ConfigureAwait(false))
        {
            return;
        }

        var (status, body) = Do(exchange, route);
        await AfterAsync(exchange, fault, status, body).ConfigureAwait(false);
    }

    private (int Status, JsonNode? Body) Do(Exchange exchange, RestRoute route)
    {
        lock (world.Gate)
        {
            var (refusal, state) = buckets.Count(route, exchange.Values);
            exchange.Limits(state);
            if (refusal is not null)
            {
                exchange.Limited(refusal.Scope, refusal.RetryAfter);
                return (429, LimitBody(refusal.Scope, refusal.RetryAfter));
            }

            try
            {
                var answer = route.Handle(new RestRequest(exchange.Values, exchange.Query, exchange.Body, exchange.Files));
                return (answer.Status, answer.Body);
            }
            catch (RefusedRequest refused)
            {
                return (refused.Status, refused.Body());
            }
        }
    }

    private static async Task<bool> BeforeAsync(Exchange exchange, RestFault? fault)
    {
        switch (fault)
        {
            case TooManyRequests many:
                exchange.Limited(many.Scope, many.RetryAfter);
                await exchange.WriteAsync(429, LimitBody(many.Scope, many.RetryAfter)).ConfigureAwait(false);
                return true;
            case ErrorAnswer error:
                throw new RefusedRequest(error.Status, error.Code, error.Message);
            case ServerError { AfterEffect: false } server:
                await exchange.WriteAsync(server.Status, null).ConfigureAwait(false);
                return true;
            case ConnectionReset { AfterEffect: false }:
                exchange.Context.Abort();
                return true;
            case NoAnswer { AfterEffect: false }:
                await exchange.WaitForClientToGiveUpAsync().ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    private async Task AfterAsync(Exchange exchange, RestFault? fault, int status, JsonNode? body)
    {
        switch (fault)
        {
            case ServerError server:
                await exchange.WriteAsync(server.Status, null).ConfigureAwait(false);
                break;
            case ConnectionReset:
                exchange.Context.Abort();
                break;
            case NoAnswer:
                await exchange.WaitForClientToGiveUpAsync().ConfigureAwait(false);
                break;
            case SlowAnswer slow:
                await Task.Delay(slow.Delay, world.Clock, exchange.Context.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await exchange.WriteAsync(status, body).ConfigureAwait(false);
                break;
            default:
                await exchange.WriteAsync(status, body).ConfigureAwait(false);
                break;
        }
    }

    private static JsonObject LimitBody(string scope, TimeSpan after) => new()
    {
        ["message"] = scope == "shared" ? "The resource is being rate limited." : "You are being rate limited.",
        ["retry_after"] = Math.Round(after.TotalSeconds, 3),
        ["global"] = scope == "global",
    };

    private static string RawPath(HttpContext context)
    {
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? target : target[..query];
    }

    [GeneratedRegex(@"^DiscordBot \([^\s,]+, [^)]+\)")]
    private static partial Regex UserAgent();
}
