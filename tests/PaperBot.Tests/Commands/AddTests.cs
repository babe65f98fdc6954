using PaperBot.Commands;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Surfaces;
using Xunit;

namespace PaperBot.Tests.Commands;

public sealed class AddTests : IAsyncLifetime
{
    private const string Abstract = "Tides move sand under piers. Sandglass measures the sand with a weighted rope. It is right in 31 of 40 cases.";

    private CommandRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await CommandRoom.OpenAsync(sample: false, Token);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task A_paper_given_by_hand_is_found_at_once_and_can_be_taken_back()
    {
        var reply = await AddAsync(("title", "Sandglass: Rope under \"Piers\""), ("abstract", Abstract));
        Assert.False(reply.IsProblem, reply.Text);
        Assert.StartsWith(
            "`added by hand`: 1 added, 0 merged, 0 unchanged. `paperbot import --undo 2` takes it back.\nNew:\n1. **Sandglass",
            reply.Text,
            StringComparison.Ordinal);
        var paper = room.Service<Corpus>().Current.Find(Assert.Single(reply.Papers))!;
        Assert.Equal(("Sandglass: Rope under \"Piers\"", Abstract), (paper.Title, paper.Abstract));
        Assert.Equal(["added by hand"], paper.Sources);
        Assert.Contains("0 added", (await AddAsync(("title", "Sandglass: Rope under \"Piers\""), ("abstract", Abstract))).Text, StringComparison.Ordinal);

        Assert.Equal(1, (await room.Service<IPaperStore>().UndoAsync(2, Token))!.Removed);
        Assert.Equal(3, await room.Service<IPaperStore>().CountAsync(Token));
    }

    [Fact]
    public async Task Files_are_added_each_as_an_import_of_its_own_and_what_cannot_be_read_is_named()
    {
        var message = Message() with
        {
            Files =
            [
                new ChatFile("one.jsonl", $$"""{"title":"Sandglass: Rope under Piers","abstract":"{{Abstract}}"}""" + "\n{\"title\":\"Only a title\"}\n"),
                new ChatFile("../two.jsonl", """{"title":"Moorhen: Nests on Barges","abstract":"Barges carry nests. Moorhen counts 12 of them."}"""),
                new ChatFile("empty.txt", ""),
            ],
        };
        var reply = await room.SayAsync(message, Token);
        Assert.False(reply.IsProblem, reply.Text);
        Assert.Equal(2, reply.Papers.Count);
        Assert.Contains("`one.jsonl`: 1 added", reply.Text, StringComparison.Ordinal);
        Assert.Contains("Left out, line 2: ", reply.Text, StringComparison.Ordinal);
        Assert.Contains("`empty.txt` was not added. Line 1: the file is empty.", reply.Text, StringComparison.Ordinal);
        Assert.Equal(3, (await room.Service<IPaperStore>().ImportsAsync(Token)).Count);
        Assert.Equal(["two.jsonl"], room.Service<Corpus>().Current.Find(reply.Papers[1])!.Sources);
    }

    [Fact]
    public async Task The_bytes_of_a_sent_file_are_read_as_an_import_reads_them()
    {
        // With the mark that some programs write first.
        var bytes = System.Text.Encoding.UTF8.GetBytes($$"""{"title":"Sandglass: Rope under Piers","abstract":"{{Abstract}}"}""");
        bytes = [0xEF, 0xBB, 0xBF, .. bytes, .. "\r\n"u8];
        var reply = await room.SayAsync(Message() with { Files = [new ChatFile("week.jsonl", "") { Bytes = bytes }] }, Token);
        Assert.StartsWith("`week.jsonl`: 1 added, 0 merged, 0 unchanged.", reply.Text, StringComparison.Ordinal);

        var pdf = new ChatFile("a.pdf", "") { Bytes = "%PDF-1.7\n"u8.ToArray() };
        var none = await room.SayAsync(Message() with { Files = [pdf] }, Token);
        Assert.True(none.IsProblem);
        Assert.StartsWith("`a.pdf` was not added. Line 1: this is a PDF", none.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listings_text_is_read_like_its_file()
    {
        var reply = await room.OrderAsync($$"""/add {"title":"Sandglass: Rope under Piers","abstract":"{{Abstract}}"}""", Token);
        Assert.Contains("1 added", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_half_a_paper_what_is_no_listing_and_too_much_are_refused_and_store_nothing()
    {
        Assert.Contains("Give a title", (await room.OrderAsync("/add", Token)).Text, StringComparison.Ordinal);
        Assert.Contains("needs both", (await AddAsync(("title", "Sandglass"))).Text, StringComparison.Ordinal);
        Assert.Contains("needs both", (await AddAsync(("abstract", Abstract))).Text, StringComparison.Ordinal);
        var large = await room.SayAsync(
            Message() with { Files = [new ChatFile("a.txt", new string('x', AddHandler.MostCharacters + 1))] }, Token);
        Assert.Contains("too large", large.Text, StringComparison.Ordinal);
        var none = await room.SayAsync(Message() with { Files = [new ChatFile("a.txt", "{}")] }, Token);
        Assert.True(none.IsProblem);
        Assert.StartsWith("`a.txt` was not added. Line 1: ", none.Text, StringComparison.Ordinal);
        Assert.Single(await room.Service<IPaperStore>().ImportsAsync(Token));
    }

    [Fact]
    public async Task Others_than_those_who_look_after_the_place_add_nothing()
    {
        Assert.Contains("Only those who", (await room.SayAsync("/add something", Token)).Text, StringComparison.Ordinal);
        Assert.Contains("Only those who", (await room.SayAsync("/model off", Token)).Text, StringComparison.Ordinal);
    }

    private static IncomingMessage Message(params (string Name, string Value)[] values) => new("m1", "room", "eve", "/add")
    {
        IsAdministrator = true, Request = new CommandRequest("add", values.ToDictionary(v => v.Name, v => v.Value)),
    };

    private Task<Reply> AddAsync(params (string Name, string Value)[] values) => room.SayAsync(Message(values), Token);
}
