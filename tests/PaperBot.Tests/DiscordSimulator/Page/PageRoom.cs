using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator;
using PaperBot.DiscordSimulator.Page;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.World;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator.Page;

/// <summary>A page over a world without a bot, and a client that asks as a browser does.</summary>
internal sealed class PageRoom : IAsyncDisposable
{
    public const string Token = "0123456789abcdef";

    private readonly PageServer page = new();
    private readonly HttpClient client = new();

    private PageRoom()
    {
    }

    public SimulatedDiscord Discord { get; private set; } = null!;

    public ShiftedClock Clock { get; } = new(TimeSpan.Zero);

    public Uri Page { get; private set; } = null!;

    public Person Reader { get; private set; } = null!;

    public Person Other { get; private set; } = null!;

    public Person Owner { get; private set; } = null!;

    public Channel Channel { get; private set; } = null!;

    public DiscordWorld World => Discord.World;

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<PageRoom> OpenAsync(params Demonstration[] demonstrations)
    {
        var room = new PageRoom();
        room.Discord = await SimulatedDiscord.StartAsync(
            new SimulatorOptions { AlsoServe = room.page.Serve, Clock = room.Clock }, Stop);
        (room.Owner, room.Reader, room.Other) =
            (room.World.AddPerson("Olga"), room.World.AddPerson("Rui"), room.World.AddPerson("Ida"));
        var guild = room.World.AddGuild("Reading group", room.Owner);
        room.Channel = room.World.AddChannel(guild, "papers");
        room.World.Join(guild, room.Reader);
        room.World.Join(guild, room.Other);
        room.World.Join(guild, room.World.Bot.User);
        room.Page = room.page.Open(room.Discord, new PageOptions
        {
            Token = Token, Home = room.Channel, Clock = room.Clock, DigestTime = new TimeOnly(8, 30),
            People = [(room.Reader, "reader"), (room.Other, "reader"), (room.Owner, "admin")],
            Demonstrations = demonstrations,
        });
        return room;
    }

    /// <summary>Asks for an address below the page's, as somebody with these headers.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(Page, path)), headers);

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }

    /// <summary>Does something as the page does it.</summary>
    public Task<(HttpStatusCode Status, JsonObject Body)> ActAsync(Person person, object what) =>
        ActAsync(person, System.Text.Json.JsonSerializer.Serialize(what));

    public async Task<(HttpStatusCode Status, JsonObject Body)> ActAsync(Person person, string body, string address = "act")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Page, $"{address}?as={person.Id}"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using var answer = await SendAsync(request, ("Origin", Page.GetLeftPart(UriPartial.Authority)));
        var text = await answer.Content.ReadAsStringAsync(Stop);
        return (answer.StatusCode, text.StartsWith('{') ? (JsonObject)JsonNode.Parse(text)! : new JsonObject { ["error"] = text });
    }

    /// <summary>Does something that is refused, and gives the sentence.</summary>
    public async Task<string> RefusedAsync(Person person, object what)
    {
        var (status, body) = await ActAsync(person, what);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        return body.Text("error")!;
    }

    public async Task<JsonObject> StateAsync(Person person)
    {
        using var answer = await GetAsync($"state?as={person.Id}");
        return (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!;
    }

    /// <summary>The events of a stream until one fits: kind, mark and body.</summary>
    public async Task<List<(string Kind, string Mark, JsonObject Body)>> EventsAsync(
        Person person, string after, Func<string, bool> last, bool asHeader = false)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var answer = asHeader
            ? await GetAsync($"events?as={person.Id}&after=elsewhere-1", ("Last-Event-ID", after))
            : await GetAsync($"events?as={person.Id}&after={after}");
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(limit.Token));
        var (events, kind, mark) = (new List<(string, string, JsonObject)>(), "", "");
        while (await lines.ReadLineAsync(limit.Token) is { } line)
        {
            var (name, value) = line.Split(": ", 2) is [var n, var v] ? (n, v) : ("", "");
            (kind, mark) = name switch { "event" => (value, mark), "id" => (kind, value), _ => (kind, mark) };
            if (name == "data")
            {
                events.Add((kind, mark, (JsonObject)JsonNode.Parse(value)!));
                if (last(value) || kind == "reset")
                {
                    return events;
                }
            }
        }

        return events;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        page.Dispose();
        await Discord.DisposeAsync();
    }
}
