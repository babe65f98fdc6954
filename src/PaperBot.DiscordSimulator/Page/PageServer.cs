using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.People;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.DiscordSimulator.Page;

/// <summary>
/// A page that looks and behaves like a channel of Discord, below <c>/TOKEN/</c>: its files, the world as JSON, an event stream,
/// and what people do. It draws what is in the world and nothing else.
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
        app.MapGet("/{token}/state", http => GuardAsync(http, person => PageExchange.AnswerAsync(http, 200, view!.All(person))));
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
            await PageExchange.TextAsync(http, StatusCodes.Status503ServiceUnavailable, "Still starting.").ConfigureAwait(false);
            return;
        }

        if (!PageGuard.Knows(options.Token, http.Request.RouteValues["token"] as string ?? ""))
        {
            await PageExchange.TextAsync(
                http, StatusCodes.Status404NotFound, "There is nothing here; the way in is the address printed at the start.")
                .ConfigureAwait(false);
            return;
        }

        var (named, people) = (http.Request.Query["as"].ToString(), options.People.Select(p => p.Person).ToList());
        await serve(people.Find(p => PeoplePayloads.Text(p.Id) == named) ?? people[0]).ConfigureAwait(false);
    }

    private Task CommandsAsync(HttpContext http, Person person)
    {
        try
        {
            var channel = acts!.ChannelOf(person, new JsonObject { ["channel"] = http.Request.Query["channel"].ToString() });
            return PageExchange.AnswerAsync(http, 200, new JsonObject { ["commands"] = view!.Commands(person, channel) });
        }
        catch (NotPossible refused)
        {
            return PageExchange.RefusedAsync(http, refused.Message);
        }
    }

    private async Task ActAsync(HttpContext http, Person person, int largest)
    {
        var isJson = http.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true;
        if (!PageGuard.IsOwn(http.Request) || !isJson)
        {
            await PageExchange.TextAsync(http, StatusCodes.Status403Forbidden, "Only the page itself may do that.")
                .ConfigureAwait(false);
            return;
        }

        try
        {
            if (await PageExchange.ReadAsync(http, largest).ConfigureAwait(false) is { } asked)
            {
                var done = stage!.TryStart(asked) ? [] : await acts!.DoAsync(person, asked).ConfigureAwait(false);
                await PageExchange.AnswerAsync(http, 200, done).ConfigureAwait(false);
            }
        }
        catch (NotPossible refused)
        {
            await PageExchange.RefusedAsync(http, refused.Message).ConfigureAwait(false);
        }
    }

    private async Task StreamAsync(HttpContext http, Person person)
    {
        if (Interlocked.Increment(ref streams) > MostStreams)
        {
            Interlocked.Decrement(ref streams);
            await PageExchange.TextAsync(http, StatusCodes.Status503ServiceUnavailable, "Too many pages are open.")
                .ConfigureAwait(false);
            return;
        }

        try
        {
            http.Response.ContentType = "text/event-stream; charset=utf-8";
            var last = http.Request.Headers["Last-Event-ID"].ToString();
            var mark = last.Length > 0 ? last : http.Request.Query["after"].ToString();
            if (news.NumberOf(mark) is not { } at)
            {
                await PageExchange.WriteAsync(http, "retry: 1000\nevent: reset\ndata: {}\n\n").ConfigureAwait(false);
                return;
            }

            await PageExchange.WriteAsync(http, "retry: 1000\n\n").ConfigureAwait(false);
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

                await PageExchange.WriteAsync(http, text.Length > 0 ? text.ToString() : ": still here\n\n").ConfigureAwait(false);
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
            var channel = http.Request.RouteValues["channel"] as string;
            var id = http.Request.RouteValues["attachment"] as string;
            found = discord.World.Channels
                .Where(c => PeoplePayloads.Text(c.Id) == channel && view!.ReadersOf(c).Contains(person))
                .SelectMany(c => c.Messages).Where(m => m.IsSeenBy(person)).SelectMany(m => m.Body.Attachments)
                .FirstOrDefault(a => PeoplePayloads.Text(a.Id) == id);
        }

        if (found is null)
        {
            await PageExchange.TextAsync(http, StatusCodes.Status404NotFound, "There is no such file, or not for you.")
                .ConfigureAwait(false);
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
}
