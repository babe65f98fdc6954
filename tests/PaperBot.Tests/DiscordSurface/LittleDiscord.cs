using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PaperBot.DiscordSurface;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>As little of Discord as the contract of transports needs; tells what it told again after a break.</summary>
internal sealed class LittleDiscord : ILoopbackDiscord
{
    private const string Author = """{"id":"1","username":"paperbot","bot":true}""";
    private const string Ada = """{"id":"3","username":"ada"}""";

    private readonly LoopbackPeer peer;
    private readonly Lock gate = new();
    private readonly List<(ulong Id, string Author, JsonObject Body)> messages = [];
    private readonly List<(int Sequence, string Name, string Data)> told = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Task serving;
    private ulong lastId = 1000;
    private bool losesAnswer;
    private PeerSocket? current;

    private LittleDiscord(LoopbackPeer peer)
    {
        this.peer = peer;
        peer.OnCall = AnswerAsync;
        serving = ServeAsync();
    }

    public string ApiAddress => peer.ApiAddress;

    public Secret Token { get; } = new("right.token");

    public Snowflake Channel { get; } = new(5);

    public Snowflake Person { get; } = new(3);

    public IReadOnlyList<string> Offered { get; private set; } = [];

    public IReadOnlyList<string> BotTexts
    {
        get
        {
            lock (gate)
            {
                return [.. messages.Where(m => m.Author == Author).Select(m => m.Body["content"]?.ToString() ?? "")];
            }
        }
    }

    public static async Task<LittleDiscord> StartAsync() => new(await LoopbackPeer.StartAsync());

    public async Task<Snowflake> SayAsync(string text)
    {
        var id = Keep(Ada, new JsonObject { ["content"] = text, ["mentions"] = new JsonArray(JsonNode.Parse(Author)) });
        await TellAsync("MESSAGE_CREATE", Shown(id).ToJsonString());
        return new Snowflake(id);
    }

    public Task CallAsync(string command, string option, string value) =>
        InteractAsync(2, Call(command, option, value, isFocused: false));

    public Task TypeAsync(string command, string option, string value) =>
        InteractAsync(4, Call(command, option, value, isFocused: true));

    public Task PressAsync(Snowflake message)
    {
        var shown = Shown(message.Value);
        var id = shown["components"]![0]!["components"]![0]!["custom_id"]!.ToString();
        return InteractAsync(3, $$"""{"component_type":2,"custom_id":"{{id}}"},"message":{{shown.ToJsonString()}}""");
    }

    public Task BreakAsync()
    {
        current!.Break();
        return Task.CompletedTask;
    }

    public void LoseNextAnswer() => losesAnswer = true;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAny(serving);
        await peer.DisposeAsync();
        stopping.Dispose();
    }

    private static string Call(string command, string option, string value, bool isFocused) => $$"""
        {"id":"70","name":"{{command}}","type":1,"options":[{"name":"{{option}}","type":3,"value":"{{value}}",
         "focused":{{(isFocused ? "true" : "false")}} }]}
        """;

    private async Task InteractAsync(int type, string data)
    {
        var id = NextId();
        await TellAsync("INTERACTION_CREATE", $$"""
            {"type":{{type}},"id":"{{id}}","application_id":"2","token":"t{{id}}","version":1,"guild_id":"8","channel_id":"5",
             "member":{"user":{{Ada}},"roles":[],"permissions":"0"},"data":{{data}} }
            """);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            var socket = await peer.NextAsync(stopping.Token);
            await socket.HelloAsync();
            var start = await FirstAsync(socket);
            if (start["op"]!.GetValue<int>() == 2)
            {
                if (start["d"]!["token"]!.ToString() != Token.Reveal())
                {
                    await socket.CloseAsync(4004);
                    continue;
                }

                told.Clear();
                current = socket;
                await TellAsync("READY", $$"""
                    {"user":{{Author}},"private_channels":[],"guilds":[{"id":"8","unavailable":true}],"session_id":"s","application":{"id":"2"},
                     "resume_gateway_url":"{{peer.Gateway("resume")}}"}
                    """);
                await TellAsync("GUILD_CREATE", """
                    {"id":"8","name":"Lab","roles":[{"id":"8","name":"@everyone","permissions":"3072","position":0}],
                     "channels":[{"id":"5","type":0,"name":"papers"}]}
                    """);
                continue;
            }

            foreach (var missed in told.Where(t => t.Sequence > start["d"]!["seq"]!.GetValue<int>()).ToList())
            {
                await socket.DispatchAsync(missed.Sequence, missed.Name, missed.Data);
            }

            current = socket;
            await TellAsync("RESUMED", "{}");
        }
    }

    private async Task<JsonObject> FirstAsync(PeerSocket socket)
    {
        while (true)
        {
            if (socket.TryReceive(out var frame) && frame!["op"]!.GetValue<int>() != 1)
            {
                return frame;
            }

            await Task.Delay(2, stopping.Token);
        }
    }

    private async Task TellAsync(string name, string data)
    {
        told.Add((told.Count + 1, name, data));
        try
        {
            await current!.DispatchAsync(told.Count, name, data);
        }
        catch (Exception)
        {
            // Broken: it is told again after the resume.
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Replace("/api/v10/", "", StringComparison.Ordinal).Split('/');
        if (path[0] is not ("interactions" or "webhooks") && context.Request.Headers.Authorization != $"Bot {Token.Reveal()}")
        {
            await ReplyAsync(context, 401, """{"code":0,"message":"401: Unauthorized"}""");
            return;
        }

        var body = context.Request.ContentLength > 0 ? await JsonNode.ParseAsync(context.Request.Body) : null;
        var (status, answer) = Do(
            context.Request.Method, path, body as JsonObject ?? [], body as JsonArray ?? [], context.Request.Query);
        if (losesAnswer && context.Request.Method != "GET")
        {
            losesAnswer = false;
            (status, answer) = (500, "");
        }

        await ReplyAsync(context, status, answer);
    }

    private (int Status, string Answer) Do(string method, string[] path, JsonObject body, JsonArray list, IQueryCollection query)
    {
        switch (method, path)
        {
            case ("GET", ["gateway", "bot"]):
                return (200, $$"""
                    {"url":"{{peer.Gateway()}}","shards":1,
                     "session_start_limit":{"total":1000,"remaining":999,"reset_after":1000,"max_concurrency":100} }
                    """);
            case ("GET", ["users", "@me"]):
                return (200, Author);
            case ("POST", ["channels", "5", "messages"]):
                return (200, Shown(Find(body["nonce"]?.ToString()) ?? Keep(Author, body)).ToJsonString());
            case ("GET", ["channels", "5", "messages"]):
                return (200, new JsonArray([.. History(query)]).ToJsonString());
            case ("PATCH", ["channels", "5", "messages", var id]):
                return Change(ulong.Parse(id, CultureInfo.InvariantCulture), body);
            case ("DELETE", ["channels", "5", "messages", var id]):
                lock (gate)
                {
                    var count = messages.RemoveAll(m => m.Id.ToString(CultureInfo.InvariantCulture) == id);
                    return count == 1 ? (204, "") : (404, """{"code":10008,"message":"Unknown Message"}""");
                }

            case ("PUT", ["applications", "2", "commands"]):
                list[0]!["id"] = "70";
                return (200, list.ToJsonString());
            case ("POST", ["interactions", var id, _, "callback"]):
                return Respond(ulong.Parse(id, CultureInfo.InvariantCulture), body);
            case ("PATCH", ["webhooks", "2", var token, "messages", "@original"]):
                return Change(ulong.Parse(token[1..], CultureInfo.InvariantCulture), body);
            case ("POST", ["webhooks", "2", _]):
                return (200, Shown(Keep(Author, body)).ToJsonString());
            default:
                return (404, """{"code":10003,"message":"Unknown Channel"}""");
        }
    }

    private (int Status, string Answer) Respond(ulong interaction, JsonObject body)
    {
        lock (gate)
        {
            if (messages.Any(m => m.Id == interaction))
            {
                return (400, """{"code":40060,"message":"Interaction has already been acknowledged."}""");
            }
        }

        if (body["type"]!.GetValue<int>() == 8)
        {
            Offered = [.. body["data"]!["choices"]!.AsArray().Select(c => c!["name"]!.ToString())];
            return (204, "");
        }

        Keep(Author, body["data"]?.DeepClone().AsObject() ?? [], interaction);
        return (204, "");
    }

    private (int Status, string Answer) Change(ulong id, JsonObject body)
    {
        lock (gate)
        {
            if (messages.FirstOrDefault(m => m.Id == id) is not { Body: { } found })
            {
                return (404, """{"code":10008,"message":"Unknown Message"}""");
            }

            foreach (var (name, value) in body)
            {
                found[name] = value?.DeepClone();
            }
        }

        return (200, Shown(id).ToJsonString());
    }

    private List<JsonNode> History(IQueryCollection query)
    {
        var before = ulong.TryParse(query["before"], CultureInfo.InvariantCulture, out var id) ? id : ulong.MaxValue;
        var limit = int.Parse(query["limit"]!, CultureInfo.InvariantCulture);
        lock (gate)
        {
            var older = messages.Where(m => m.Id < before).OrderByDescending(m => m.Id).Take(limit);
            return [.. older.Select(m => (JsonNode)Shown(m.Id))];
        }
    }

    private ulong? Find(string? nonce)
    {
        lock (gate)
        {
            var same = messages.Where(m => nonce is not null && m.Body["nonce"]?.ToString() == nonce);
            return same.Select(m => (ulong?)m.Id).FirstOrDefault();
        }
    }

    private ulong NextId() => Interlocked.Increment(ref lastId);

    private ulong Keep(string author, JsonObject body, ulong? id = null)
    {
        var kept = id ?? NextId();
        lock (gate)
        {
            messages.Add((kept, author, body));
        }

        return kept;
    }

    private JsonObject Shown(ulong id)
    {
        lock (gate)
        {
            var (_, author, body) = messages.First(m => m.Id == id);
            var shown = body.DeepClone().AsObject();
            shown["id"] = id.ToString(CultureInfo.InvariantCulture);
            shown["channel_id"] = "5";
            shown["author"] = JsonNode.Parse(author);
            shown["timestamp"] = "2026-03-31T08:00:00Z";
            shown["type"] = 0;
            shown.Remove("message_reference");
            return shown;
        }
    }

    private static async Task ReplyAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        if (status != 204)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body);
        }
    }
}
