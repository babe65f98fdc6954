using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.DiscordSimulator.People;
using PaperBot.DiscordSimulator.World;
using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Interactions;
using PaperBot.Localisation;
using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Interactions;

/// <summary>Listings given to <c>/add</c> as files.</summary>
public sealed class AddFileTests
{
    private const string Lines = """
        {"title":"Sandglass: Rope under Piers","abstract":"Tides move sand under piers. Sandglass measures it in 31 of 40 cases."}
        {"title":"Only a title"}
        {"title":"Kiteline: Graph Transformers for Alpine Rescue","abstract":"Rescue teams plan routes over graphs of ridges."}
        """;

    private const string Address = "https://cdn.discordapp.com/attachments/1/2/week.txt";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_listing_is_added_as_import_does_and_what_is_new_merged_and_left_out_is_told()
    {
        await using var rig = await InteractionRig.StartAsync();
        var said = await AddAsync(rig, "week.jsonl", Encoding.UTF8.GetBytes(Lines));
        Assert.Equal(rig.Server.Owner, said.OnlyFor);
        Assert.StartsWith("`week.jsonl`: 1 added, 1 merged, 0 unchanged.", said.Body.Content, StringComparison.Ordinal);
        Assert.Contains("Left out, line 2: ", said.Body.Content, StringComparison.Ordinal);
        Assert.Contains("**Sandglass", said.Body.Content, StringComparison.Ordinal);
        var found = await rig.Act.Autocomplete(rig.Server.Reader, rig.Server.Channel, "paper", "paper", "sandgl").ChoicesAsync();
        Assert.Equal("Sandglass: Rope under Piers", Assert.Single(found).Name);
    }

    [Theory]
    [InlineData("paper.pdf", "%PDF-1.7\n%âãÏÓ\n", "this is a PDF, which is not read")]
    [InlineData("notes.txt", "Dear all, the canal is closed on Friday.", "this is not a listing of papers")]
    [InlineData("nothing.txt", "\n\n", "the file is empty")]
    [InlineData("photo.png", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\0\u0001\u0002\u0003\u0004", "this is a binary file")]
    public async Task What_is_no_listing_is_refused_in_one_sentence_and_stores_nothing(string name, string content, string why)
    {
        await using var rig = await InteractionRig.StartAsync();
        var said = await AddAsync(rig, name, Encoding.Latin1.GetBytes(content));
        Assert.Equal(rig.Server.Owner, said.OnlyFor);
        Assert.StartsWith($"`{name}` was not added. Line 1: {why}", said.Body.Content, StringComparison.Ordinal);
        Assert.Equal(3, await rig.Service<IPaperStore>().CountAsync(Token));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_with_the_limit_and_the_setting()
    {
        await using var rig = await InteractionRig.StartAsync();
        var said = await AddAsync(rig, "all.txt", new byte[(5 * 1024 * 1024) + 1]);
        Assert.Equal(rig.Server.Owner, said.OnlyFor);
        Assert.Equal(
            "`all.txt` is larger than 5 MiB, the most that is taken at a time. Split it, or have whoever runs me raise "
            + "`Discord:LargestListing`.",
            said.Body.Content);
    }

    [Fact]
    public async Task A_title_with_its_abstract_needs_no_file()
    {
        await using var rig = await InteractionRig.StartAsync();
        var said = await rig.Act.Slash(
            rig.Server.Owner, rig.Server.Channel, "add", ("title", "Moorhen: Nests on Barges"),
            ("abstract", "Barges carry nests. Moorhen counts 12 of them.")).SettledAsync();
        Assert.StartsWith("`added by hand`: 1 added", said.Body.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_had_gives_a_sentence_that_says_why()
    {
        await using var rig = new DiscordRig();
        rig.Http.Then(404);
        Assert.Equal("`week.txt` is no longer there. Please send it again.", await ProblemAsync(rig));
        rig.Http.Then(302, "", ("Location", "https://elsewhere.example/"));
        Assert.Equal("`week.txt` does not lie at Discord, so it was not fetched.", await ProblemAsync(rig));
        Assert.Equal(
            "`week.txt` does not lie at Discord, so it was not fetched.",
            await ProblemAsync(rig, "https://elsewhere.example/week.txt"));
        rig.Http.Then(503);
        Assert.Equal("`week.txt` could not be fetched from Discord. Please try again.", await ProblemAsync(rig));
        rig.Http.ThenBreak(HttpRequestError.ConnectionError);
        Assert.Equal("`week.txt` could not be fetched from Discord. Please try again.", await ProblemAsync(rig));
        rig.Http.ThenSilence();
        Assert.Equal(
            "`week.txt` did not arrive within a minute. Please try again.",
            await rig.WithinAsync(TimeSpan.FromSeconds(61), ProblemAsync(rig)));
        rig.Http.Then(200, "A listing.");
        var (files, none) = await FetchAsync(rig);
        Assert.Null(none);
        Assert.Equal(("week.txt", "A listing."), (files[0].Name, Encoding.UTF8.GetString(files[0].Bytes!)));
    }

    private static Task<Message> AddAsync(InteractionRig rig, string name, byte[] bytes) => rig.Act.Slash(
        rig.Server.Owner, rig.Server.Channel, "add", ("file", new GivenFile(name, bytes))).SettledAsync();

    private static async Task<string?> ProblemAsync(DiscordRig rig, string url = Address) => (await FetchAsync(rig, url)).Problem;

    private static Task<(IReadOnlyList<PaperBot.Surfaces.ChatFile> Files, string? Problem)> FetchAsync(
        DiscordRig rig, string url = Address) =>
        new GivenFiles(rig.Api, Options.Create(rig.Options), NullLogger<GivenFiles>.Instance).FetchAsync(
            [new DiscordAttachment(new Snowflake(2), "week.txt", 10, url, "text/plain")], Phrases.English, Token);
}
