using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Interactions;
using PaperBot.DiscordSimulator.Page;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.World;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator.Page;

/// <summary>What the page is told, and what it can do.</summary>
public sealed class PageServerTests
{
    [Fact]
    public async Task What_is_said_is_in_the_state_and_in_the_stream()
    {
        await using var room = await PageRoom.OpenAsync();
        var mark = (await room.StateAsync(room.Other)).Text("mark")!;

        var (status, _) = await room.ActAsync(
            room.Reader, new { @do = "say", channel = $"{room.Channel.Id}", text = "hello *all*" });

        Assert.Equal(HttpStatusCode.OK, status);
        var told = (await room.EventsAsync(room.Other, mark, e => e.Contains("hello", StringComparison.Ordinal)))[^1];
        Assert.Equal("message", told.Kind);
        Assert.Equal("hello *all*", told.Body.Text("content"));
        Assert.Equal("Rui", told.Body.Part("author").Text("username"));
        var shown = Assert.Single(Messages(await room.StateAsync(room.Other), room));
        Assert.True(JsonNode.DeepEquals(told.Body, shown));
    }

    [Fact]
    public async Task Every_edit_of_a_message_is_told_in_order()
    {
        await using var room = await PageRoom.OpenAsync();
        var mark = (await room.StateAsync(room.Reader)).Text("mark")!;
        var message = room.World.Post(room.Channel, room.World.Bot.User, MessageKind.Default, new MessageBody("1"));
        for (var i = 2; i <= 5; i++)
        {
            room.World.Edit(message, new MessageBody($"{i}"));
        }

        var told = await room.EventsAsync(room.Reader, mark, e => e.Contains("\"content\":\"5\"", StringComparison.Ordinal));
        Assert.Equal(["1", "2", "3", "4", "5"], told.Select(t => t.Body.Text("content")));
        Assert.All(told, t => Assert.Equal($"{message.Id}", t.Body.Text("id")));
    }

    [Fact]
    public async Task A_reader_that_comes_back_goes_on_where_it_stopped()
    {
        await using var room = await PageRoom.OpenAsync();
        var mark = (await room.StateAsync(room.Reader)).Text("mark")!;
        for (var i = 1; i <= 4; i++)
        {
            await room.ActAsync(room.Reader, new { @do = "say", channel = $"{room.Channel.Id}", text = $"line {i}" });
        }

        var first = await room.EventsAsync(room.Reader, mark, e => e.Contains("line 2", StringComparison.Ordinal));
        var rest = await room.EventsAsync(
            room.Reader, first[^1].Mark, e => e.Contains("line 4", StringComparison.Ordinal), asHeader: true);
        Assert.Equal(["line 3", "line 4"], rest.Select(r => r.Body.Text("content")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("otherrun-3")]
    [InlineData("nonsense")]
    public async Task A_reader_that_was_elsewhere_is_told_to_look_at_all_anew(string mark)
    {
        await using var room = await PageRoom.OpenAsync();
        var told = await room.EventsAsync(room.Reader, mark, _ => true);
        Assert.Equal("reset", Assert.Single(told).Kind);
    }

    [Fact]
    public async Task What_is_for_one_is_told_to_nobody_else()
    {
        await using var room = await PageRoom.OpenAsync();
        var mark = (await room.StateAsync(room.Other)).Text("mark")!;
        var secret = new MessageBody("only you")
        {
            Attachments = [new Attachment(5, "list.txt", "text/plain", "secret list"u8.ToArray(), null)],
        };
        room.World.Post(room.Channel, room.World.Bot.User, MessageKind.Default, secret, onlyFor: room.Reader);
        room.World.Post(room.Channel, room.World.Bot.User, MessageKind.Default, new MessageBody("for all"));

        var told = await room.EventsAsync(room.Other, mark, e => e.Contains("for all", StringComparison.Ordinal));
        Assert.Equal(["for all"], told.Select(t => t.Body.Text("content")));
        Assert.Equal(["for all"], Messages(await room.StateAsync(room.Other), room).Select(m => m.Text("content")));
        var mineToo = Messages(await room.StateAsync(room.Reader), room);
        Assert.Equal(["only you", "for all"], mineToo.Select(m => m.Text("content")));
        using var mine = await room.GetAsync($"files/{room.Channel.Id}/5/list.txt?as={room.Reader.Id}");
        using var theirs = await room.GetAsync($"files/{room.Channel.Id}/5/list.txt?as={room.Other.Id}");
        Assert.Equal("secret list", await mine.Content.ReadAsStringAsync(PageRoom.Stop));
        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
    }

    [Theory]
    [InlineData("text/html", false)]
    [InlineData("image/svg+xml", false)]
    [InlineData("text/javascript", false)]
    [InlineData("image/png", true)]
    public async Task A_file_is_a_picture_or_is_saved_and_never_runs(string type, bool picture)
    {
        await using var room = await PageRoom.OpenAsync();
        var file = new Attachment(5, "a \"b\".x", type, "<script>alert(1)</script>"u8.ToArray(), null);
        room.World.Post(room.Channel, room.Reader, MessageKind.Default, new MessageBody("") { Attachments = [file] });
        using var answer = await room.GetAsync($"files/{room.Channel.Id}/5/x?as={room.Reader.Id}");
        Assert.Equal(picture ? type : "application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        var how = $"{answer.Content.Headers.ContentDisposition}";
        Assert.StartsWith(picture ? "inline" : "attachment", how, StringComparison.Ordinal);
        Assert.Equal(["default-src 'none'; sandbox"], answer.Headers.GetValues("Content-Security-Policy"));
    }

    [Fact]
    public async Task A_file_is_sent_with_a_message()
    {
        await using var room = await PageRoom.OpenAsync();
        var body = $$"""
            {"do":"say","channel":"{{room.Channel.Id}}","text":"","files":[{"name":"../x/list.txt","type":"text/plain","data":"aGVsbG8="}]}
            """;
        var (status, _) = await room.ActAsync(room.Reader, body, "upload");
        Assert.Equal(HttpStatusCode.OK, status);
        var file = Assert.Single(Assert.Single(room.Channel.Messages).Body.Attachments);
        Assert.Equal(("list.txt", "hello"), (file.FileName, Encoding.UTF8.GetString(file.Bytes)));
    }

    [Fact]
    public async Task What_is_too_large_or_no_object_is_refused_before_anything_is_done()
    {
        await using var room = await PageRoom.OpenAsync();
        var large = $$"""{"do":"say","channel":"{{room.Channel.Id}}","text":"{{new string('x', PageServer.LargestAct)}}"}""";
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await room.ActAsync(room.Reader, large)).Status);
        foreach (var wrong in (string[])["", "[]", "{", "null", "\"say\""])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await room.ActAsync(room.Reader, wrong)).Status);
        }

        Assert.Empty(room.Channel.Messages);
    }

    [Fact]
    public async Task Reactions_threads_edits_and_deletions_are_done_as_the_person()
    {
        await using var room = await PageRoom.OpenAsync();
        var channel = $"{room.Channel.Id}";
        var (_, said) = await room.ActAsync(room.Reader, new { @do = "say", channel, text = "first" });
        var message = said.Text("message");
        await room.ActAsync(room.Other, new { @do = "react", channel, message, emoji = "🎉" });
        await room.ActAsync(room.Other, new { @do = "say", channel, text = "yes", reply = message });
        await room.ActAsync(room.Reader, new { @do = "edit", channel, message, text = "first of all" });
        var (_, thread) = await room.ActAsync(room.Reader, new { @do = "thread", channel, message, name = "More" });

        var shown = Messages(await room.StateAsync(room.Owner), room);
        Assert.Equal("first of all", shown[0].Text("content"));
        var reactors = shown[0].Part("reactors")!.Single().Value!.AsArray();
        Assert.Equal([$"{room.Other.Id}"], reactors.Select(r => (string?)r));
        Assert.Equal(message, shown[1].Part("message_reference").Text("message_id"));
        var places = (await room.StateAsync(room.Owner)).Items("channels")!;
        Assert.Contains(places, c => c.Text("id") == thread.Text("channel"));
        await room.ActAsync(room.Other, new { @do = "react", channel, message, emoji = "🎉", remove = true });
        await room.ActAsync(room.Reader, new { @do = "delete", channel, message });
        Assert.Equal(["yes"], Messages(await room.StateAsync(room.Owner), room).Select(m => m.Text("content")));
    }

    [Fact]
    public async Task A_menu_sends_what_was_chosen_as_the_person()
    {
        await using var room = await PageRoom.OpenAsync();
        var components = JsonNode.Parse(
            """
            [{"type":1,"components":[{"type":3,"custom_id":"m","options":[{"label":"A","value":"a"},{"label":"B","value":"b"}]}]}]
            """)!.AsArray();
        var message = room.World.Post(
            room.Channel, room.World.Bot.User, MessageKind.Default, new MessageBody("choose") { Components = components });
        Interaction? sent = null;
        using var listening = room.Discord.Interactions.Changes.Listen(i => sent ??= i);
        string Chosen(string value) =>
            $$"""{"do":"select","channel":"{{room.Channel.Id}}","message":"{{message.Id}}","menu":"m","values":["{{value}}"]}""";

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await room.ActAsync(room.Other, Chosen("c"))).Status);
        Assert.Null(sent);
        var (_, done) = await room.ActAsync(room.Other, Chosen("b"));
        Assert.Equal(done.Text("interaction"), $"{sent!.Id}");
        Assert.Equal(room.Other, sent.Person);
        Assert.Equal(["b"], sent.Data.Items("values")!.Select(JsonFields.AsText));
    }

    [Fact]
    public async Task What_discord_would_not_offer_is_refused_with_a_sentence()
    {
        await using var room = await PageRoom.OpenAsync();
        var channel = $"{room.Channel.Id}";
        var (_, said) = await room.ActAsync(room.Reader, new { @do = "say", channel, text = "mine" });
        var message = said.Text("message");
        await RefusesAsync("An empty message cannot be sent.", room.Reader, new { @do = "say", channel, text = " " });
        await RefusesAsync("at most 2000", room.Reader, new { @do = "say", channel, text = new string('x', 2001) });
        await RefusesAsync("Rui sees no such channel.", room.Reader, new { @do = "say", channel = "1", text = "x" });
        await RefusesAsync("Rui sees no such message.", room.Reader, new { @do = "press", channel, message = "1", button = "x" });
        await RefusesAsync("Only Rui may edit this message.", room.Other, new { @do = "edit", channel, message, text = "x" });
        await RefusesAsync("may not delete", room.Other, new { @do = "delete", channel, message });
        await RefusesAsync("no button", room.Other, new { @do = "press", channel, message, button = "x" });
        await RefusesAsync("no menu", room.Other, new { @do = "select", channel, message, menu = "x" });
        await RefusesAsync("no command", room.Reader, new { @do = "slash", channel, command = "ask" });
        await RefusesAsync("no command", room.Reader, new { @do = "complete", channel, command = "ask", option = "question" });
        await RefusesAsync("no command", room.Reader, new { @do = "menu", channel, message, command = "Check" });
        await RefusesAsync("1 to 100 characters", room.Reader, new { @do = "thread", channel, message, name = " " });
        await RefusesAsync("A reaction is one emoji.", room.Reader, new { @do = "react", channel, message, emoji = "abc" });
        await RefusesAsync("That form is no longer open.", room.Reader, new { @do = "modal", interaction = "7" });
        await RefusesAsync("nothing that can be done", room.Reader, new { @do = "fly", channel, message });
        await RefusesAsync("“do” is missing.", room.Reader, new { channel });

        async Task RefusesAsync(string sentence, Person person, object what) =>
            Assert.Contains(sentence, await room.RefusedAsync(person, what), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_goes_forward_and_says_so()
    {
        await using var room = await PageRoom.OpenAsync();
        var (before, mark) = (room.World.Now, (await room.StateAsync(room.Reader)).Text("mark")!);
        await room.ActAsync(room.Reader, new { @do = "clock", minutes = 90 });
        Assert.InRange(room.World.Now - before, TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(92));
        await room.ActAsync(room.Reader, new { @do = "clock", to = "digest" });
        Assert.InRange(TimeOnly.FromDateTime(room.World.Now.UtcDateTime), new TimeOnly(8, 30), new TimeOnly(8, 31));
        var told = await room.EventsAsync(room.Reader, mark, e => e.Contains("08:30", StringComparison.Ordinal));
        Assert.Equal("clock", told[^1].Kind);
        foreach (var wrong in (int[])[0, -60, 7 * 24 * 60 + 1])
        {
            var why = await room.RefusedAsync(room.Reader, new { @do = "clock", minutes = wrong });
            Assert.Contains("forward", why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_demonstration_tells_its_steps_and_runs_alone()
    {
        var go = new TaskCompletionSource();
        await using var room = await PageRoom.OpenAsync(new Demonstration("show", "Show", "Shows.", async (tell, _) =>
        {
            tell("one");
            await go.Task;
            throw new InvalidOperationException("it broke");
        }));
        var mark = (await room.StateAsync(room.Reader)).Text("mark")!;
        await room.ActAsync(room.Reader, new { @do = "demonstrate", name = "show" });
        var again = await room.RefusedAsync(room.Reader, new { @do = "demonstrate", name = "show" });
        Assert.Contains("running", again, StringComparison.Ordinal);
        var other = await room.RefusedAsync(room.Reader, new { @do = "demonstrate", name = "other" });
        Assert.Contains("no such", other, StringComparison.Ordinal);
        go.SetResult();
        var told = await room.EventsAsync(room.Reader, mark, e => e.Contains("\"running\":false", StringComparison.Ordinal));
        Assert.Equal([null, "one", "It did not work: it broke", null], told.Select(t => t.Body.Text("step")));
    }

    private static List<JsonNode> Messages(JsonObject state, PageRoom room) =>
        [.. state.Part("messages").Items($"{room.Channel.Id}")!.OfType<JsonNode>()];
}
