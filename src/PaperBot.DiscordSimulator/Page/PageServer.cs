using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.People;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Page;

/// <summary>
/// A page that looks and behaves like a channel of Discord, below <c>/TOKEN/</c>: its files, the world as JSON, an event stream, and
/// what people do. It draws what is in the world and nothing else.
/// </summary>
internal sealed class PageServer : IDisposable
{
    /// <summary>Most bytes of an act without files.</summary>
    public const int LargestAct = 128 * 1024;

    /// <summary>Most bytes of an act with files, which travel as base64: ten of MiB and something.</summary>
    public const int LargestUpload = 15 * 1024 * 1024;

    private const int MostStreams = 24;
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15);
    private static readonly string[] ShownImages = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    private PageOptions? options;
    private SimulatedDiscord? discord;
    private PageView? view;
    private PageActs? acts;
    private PageWatch? watch;
    private PageStage? stage;
    private readonly PageNews news = new();
    private int streams;

    /// <summary>Adds the page's addresses; before <see cref="Open"/> they answer 503.</summary>
    public void Serve(WebApplication app)
    {
        PageGuard.Watch(app);
        app.MapGet("/{token}/", http => GuardAsync(http, _ => PageAssets.ServeAsync(http, "index.html")));
        app.MapGet("/{token}/state", http => GuardAsync(http, person => AnswerAsync(http, 200, view!.All(person))));
        app.MapGet("/{token}/commands", http => GuardAsync(http, person => CommandsAsync(http, person)));
        app.MapGet("/{token}/events", http => GuardAsync(http, person => StreamAsync(http, person)));
        app.MapGet("/{token}/files/{channel}/{attachment}/{name}", http => GuardAsync(http, person => FileAsync(http, person)));
        app.MapPost("/{token}/act", http => GuardAsync(http, person => ActAsync(http, person, LargestAct)));
        app.MapPost("/{token}/upload", http => GuardAsync(http, person => ActAsync(http, person, LargestUpload)));
        app.MapGet("/{token}/page/{**name}", http => GuardAsync(
            http, _ => PageAssets.ServeAsync(http, (string)http.Request.RouteValues["name"]!)));
    }

    /// <summary>Begins to show a world.</summary>
    /// <returns>The page's address.</returns>
    public Uri Open(SimulatedDiscord shown, PageOptions with)
    {
        (discord, options) = (shown, with);
        view = new PageView(shown, with, news);
        acts = new PageActs(shown);
        watch = new PageWatch(shown, with, view, news);
        stage = new PageStage(with, watch, view);
        return new Uri(shown.Address, with.Token + "/");
    }

    /// <summary>Moves the clock on to the next time a digest is due, as the page's button does.</summary>
    public void MoveToDigest() => stage?.MoveToDigest();

    public void Dispose()
    {
        stage?.Dispose();
        watch?.Dispose();
    }

    private async Task GuardAsync(HttpContext http, Func<Person, Task> serve)
    {
        if (stage is null || options is null)
        {
            await PageGuard.RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, "Still starting.").ConfigureAwait(false);
            return;
        }

        if (!PageGuard.Knows(options.Token, http.Request.RouteValues["token"] as string ?? ""))
        {
            await PageGuard.RefuseAsync(
                http, StatusCodes.Status404NotFound, "There is nothing here. The address that `paperbot try` printed is the way in.")
                .ConfigureAwait(false);
            return;
        }

        var named = http.Request.Query["as"].ToString();
        var person = options.People.FirstOrDefault(p => PeoplePayloads.Text(p.Person.Id) == named).Person ?? options.People[0].Person;
        await serve(person).ConfigureAwait(false);
    }

    private Task CommandsAsync(HttpContext http, Person person)
    {
        try
        {
            var channel = acts!.ChannelOf(person, new JsonObject { ["channel"] = http.Request.Query["channel"].ToString() });
            return AnswerAsync(http, 200, new JsonObject { ["commands"] = view!.Commands(person, channel) });
        }
        catch (NotPossible refused)
        {
            return RefusedAsync(http, refused.Message);
        }
    }

    private async Task ActAsync(HttpContext http, Person person, int largest)
    {
        if (!PageGuard.IsOwn(http.Request) || http.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true)
        {
            await PageGuard.RefuseAsync(http, StatusCodes.Status403Forbidden, "Only the page itself may do that.").ConfigureAwait(false);
            return;
        }

        try
        {
            if (await ReadAsync(http, largest).ConfigureAwait(false) is { } asked)
            {
                var done = stage!.TryStart(asked) ? [] : await acts!.DoAsync(person, asked).ConfigureAwait(false);
                await AnswerAsync(http, 200, done).ConfigureAwait(false);
            }
        }
        catch (NotPossible refused)
        {
            await RefusedAsync(http, refused.Message).ConfigureAwait(false);
        }
    }

    // Null when the request was answered already: it is too large, or no JSON object.
    private static async Task<JsonObject?> ReadAsync(HttpContext http, int largest)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > largest)
            {
                await AnswerAsync(http, StatusCodes.Status413PayloadTooLarge, Error("That is too large to be sent.")).ConfigureAwait(false);
                return null;
            }

            body.Write(buffer, 0, read);
        }

        try
        {
            if (JsonNode.Parse(body.ToArray()) is JsonObject asked)
            {
                return asked;
            }
        }
        catch (JsonException)
        {
            // Told below, as any other text that is no object.
        }

        await AnswerAsync(http, StatusCodes.Status400BadRequest, Error("The page sent something unreadable.")).ConfigureAwait(false);
        return null;
    }

    private async Task StreamAsync(HttpContext http, Person person)
    {
        if (Interlocked.Increment(ref streams) > MostStreams)
        {
            Interlocked.Decrement(ref streams);
            await PageGuard.RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, "Too many pages are open.").ConfigureAwait(false);
            return;
        }

        try
        {
            http.Response.ContentType = "text/event-stream; charset=utf-8";
            var mark = http.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } seen ? seen : http.Request.Query["after"].ToString();
            if (news.NumberOf(mark) is not { } at)
            {
                await WriteAsync(http, "retry: 1000\nevent: reset\ndata: {}\n\n").ConfigureAwait(false);
                return;
            }

            await WriteAsync(http, "retry: 1000\n\n").ConfigureAwait(false);
            while (!http.RequestAborted.IsCancellationRequested)
            {
                var fresh = await news.AfterAsync(at, SignOfLife, http.RequestAborted).ConfigureAwait(false);
                at = fresh.Count > 0 ? fresh[^1].Number : at;
                var text = new StringBuilder();
                foreach (var one in fresh.Where(n => n.Readers.Contains(person.Id)))
                {
                    text.Append("id: ").Append(news.MarkOf(one.Number)).Append("\nevent: ").Append(one.Kind).Append("\ndata: ")
                        .Append(one.Body).Append("\n\n");
                }

                await WriteAsync(http, text.Length > 0 ? text.ToString() : ": still here\n\n").ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The page was closed.
        }
        finally
        {
            Interlocked.Decrement(ref streams);
        }
    }

    private async Task FileAsync(HttpContext http, Person person)
    {
        Attachment? found;
        lock (discord!.World.Gate)
        {
            var (channel, id) = (http.Request.RouteValues["channel"], http.Request.RouteValues["attachment"] as string);
            found = discord.World.Channels.Where(c => PeoplePayloads.Text(c.Id) == channel as string && view!.ReadersOf(c).Contains(person))
                .SelectMany(c => c.Messages).Where(m => m.IsSeenBy(person)).SelectMany(m => m.Body.Attachments)
                .FirstOrDefault(a => PeoplePayloads.Text(a.Id) == id);
        }

        if (found is null)
        {
            await PageGuard.RefuseAsync(http, StatusCodes.Status404NotFound, "There is no such file, or not for you.").ConfigureAwait(false);
            return;
        }

        // Whatever somebody attached is shown as a picture or saved, and never run as a page of ours.
        var picture = ShownImages.Contains(found.ContentType, StringComparer.Ordinal);
        http.Response.ContentType = picture ? found.ContentType : "application/octet-stream";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.ContentDisposition =
            $"{(picture ? "inline" : "attachment")}; filename*=UTF-8''{Uri.EscapeDataString(found.FileName)}";
        http.Response.ContentLength = found.Bytes.Length;
        await http.Response.Body.WriteAsync(found.Bytes, http.RequestAborted).ConfigureAwait(false);
    }

    private static Task RefusedAsync(HttpContext http, string why) =>
        AnswerAsync(http, StatusCodes.Status422UnprocessableEntity, Error(why));

    private static JsonObject Error(string sentence) => new() { ["error"] = sentence };

    private static Task AnswerAsync(HttpContext http, int status, JsonObject body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext http, string text)
    {
        await http.Response.WriteAsync(text, http.RequestAborted).ConfigureAwait(false);
        await http.Response.Body.FlushAsync(http.RequestAborted).ConfigureAwait(false);
    }
}
