using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Surfaces;
using Xunit;

namespace PaperBot.Tests.Commands;

public sealed class ReadingListTests : IAsyncLifetime
{
    private CommandRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await CommandRoom.OpenAsync(sample: false, Token);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task A_saved_paper_is_on_its_persons_list_until_it_is_taken_off()
    {
        Assert.Equal("Your reading list is empty; `/save` puts a paper on it.", (await room.SayAsync("/saved", Token)).Text);
        Assert.StartsWith("Saved: **Kiteline", (await room.SayAsync("/save kiteline", Token)).Text, StringComparison.Ordinal);
        Assert.Contains("is on your reading list already", (await room.SayAsync("/save kiteline", Token)).Text, StringComparison.Ordinal);
        Assert.EndsWith("has 2 papers.", (await room.SayAsync("/save lanternfish", Token)).Text, StringComparison.Ordinal);
        Assert.StartsWith("Your reading list, 2 papers:\n1. **Kiteline", (await room.SayAsync("/saved", Token)).Text, StringComparison.Ordinal);
        Assert.Contains("is empty", (await room.SayAsync("bob", "/saved", Token)).Text, StringComparison.Ordinal);

        // Numbers of the list count as those of any other.
        Assert.StartsWith("Taken off your reading list: **Lanternfish", (await room.SayAsync("/unsave 2", Token)).Text, StringComparison.Ordinal);
        Assert.True((await room.SayAsync("/unsave lanternfish", Token)).IsProblem);
        Assert.True((await room.SayAsync("/save no-such-paper-at-all", Token)).IsProblem);
    }

    [Fact]
    public async Task A_list_comes_as_a_file_and_where_no_file_can_come_as_text()
    {
        await room.SayAsync("/save kiteline", Token);
        await room.SayAsync("/save écluse", Token);
        var bibtex = await room.SayAsync("/saved bibtex", Token);
        var file = Assert.Single(bibtex.PostsFor(new SurfaceLimits(2000, true) { HasActions = true })[^1].Files);
        Assert.Equal("reading-list.bib", file.Name);
        Assert.Contains("title = {{Écluse: Contrôle of Canal Gates by Reinforcement Learning}}", file.Content, StringComparison.Ordinal);
        Assert.Equal(2, file.Content.Split("@misc{").Length - 1);
        Assert.Contains(file.Content.TrimEnd(), bibtex.PostsFor(SurfaceLimits.Unbounded)[0].Text, StringComparison.Ordinal);
        Assert.Equal("Your reading list, 2 papers, as a file.", bibtex.Short);

        var markdown = Assert.Single((await room.SayAsync("/saved markdown", Token)).Files);
        Assert.StartsWith("# Reading list\n\n- **Kiteline", markdown.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paper_that_is_no_longer_stored_stays_with_its_title_and_can_be_taken_off()
    {
        await room.SayAsync("/save kiteline", Token);
        var store = room.Service<IPaperStore>();
        await store.UndoAsync((await store.ImportsAsync(Token))[0].Number, Token);
        await room.Service<Corpus>().RefreshAsync(Token);
        Assert.Contains("no longer stored", (await room.SayAsync("/saved", Token)).Text, StringComparison.Ordinal);
        Assert.Contains(
            "title = {{Kiteline: Graph", (await room.SayAsync("/saved bibtex", Token)).Files[0].Content, StringComparison.Ordinal);
        Assert.False((await room.SayAsync("/unsave Kiteline: Graph Transformers for Alpine Rescue", Token)).IsProblem);
    }

    [Fact]
    public async Task Forgetting_a_person_counts_and_erases_their_list()
    {
        await room.SayAsync("/save kiteline", Token);
        await room.SayAsync("bob", "/save kiteline", Token);
        var asked = await room.SayAsync("/forget-me", Token);
        Assert.Contains("0 ratings and 1 saved paper", asked.Text, StringComparison.Ordinal);
        Assert.Contains("your reading list", asked.Text, StringComparison.Ordinal);
        Assert.Contains("1 saved paper", (await room.PressAsync(Assert.Single(asked.Actions), Token)).Text, StringComparison.Ordinal);
        Assert.Contains("is empty", (await room.SayAsync("/saved", Token)).Text, StringComparison.Ordinal);
        Assert.Contains("1 paper", (await room.SayAsync("bob", "/saved", Token)).Text, StringComparison.Ordinal);
        Assert.Equal("Nothing is stored of you.", (await room.SayAsync("/forget-me", Token)).Text);
    }
}
