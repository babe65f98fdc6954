// Text search is marked as subject to change.
#pragma warning disable SKEXP0001
using Microsoft.SemanticKernel.Data;
using PaperBot.Papers;
using PaperBot.SemanticKernel;
using PaperBot.Tests.Commands;
using Xunit;

namespace PaperBot.Tests.Ecosystem.SemanticKernel;

public sealed class PaperTextSearchTests
{
    private readonly PaperTextSearch search = PaperTextSearch.Over([Kernels.Larder, Kernels.Shelves, Kernels.Hostile]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_best_paper_comes_first_in_every_form()
    {
        Assert.Equal(["larder"], (await Papers("recall on DustShelf", new() { Top = 1 })).Select(p => p.Id));
        var results = await search.GetTextSearchResultsAsync("recall on DustShelf", new() { Top = 1 }, Token);
        var result = Assert.Single(await Results(results));
        Assert.Equal((Kernels.Larder.Title, Kernels.Larder.Abstract), (result.Name, result.Value));
        Assert.Equal(PaperLink.Of(Kernels.Larder).Url, result.Link);
        Assert.Equal(
            $"{Kernels.Larder.Title}\n{Kernels.Larder.Abstract}",
            Assert.Single(await Results(await search.SearchAsync("recall on DustShelf", new() { Top = 1 }, Token))));
    }

    [Fact]
    public async Task Texts_come_without_markers_of_their_own_and_records_as_printed()
    {
        var text = Assert.Single(await Results(await search.SearchAsync("boxes obey", new() { Top = 1 }, Token)));
        Assert.Equal(2, text.Split('\n').Length);
        Assert.DoesNotContain("[2]", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0001', text);
        Assert.Equal(Kernels.Hostile, Assert.Single(await Papers("boxes obey", new() { Top = 1 })));
    }

    [Fact]
    public async Task A_filter_restricts_pages_follow_each_other_and_the_total_counts_all()
    {
        var filtered = await Papers("shelves libraries index archives boxes", new() { Filter = p => p.Category == "IR" });
        Assert.Equal(["larder"], filtered.Select(p => p.Id));
        var all = await Papers("shelves boxes index", new() { Top = 10 });
        Assert.True(all.Count >= 2);
        var second = await search.GetSearchResultsAsync(
            "shelves boxes index", new() { Top = 1, Skip = 1, IncludeTotalCount = true }, Token);
        Assert.Equal((all[1].Id, (long?)all.Count), (Assert.Single(await Results(second)).Id, second.TotalCount));
        Assert.Null((await search.SearchAsync("boxes", null, Token)).TotalCount);
        Assert.Empty(await Papers("zzzz", new()));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, -1)]
    public async Task Impossible_pages_are_refused(int top, int skip) => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        () => search.SearchAsync("boxes", new() { Top = top, Skip = skip }, Token));

    [Fact]
    public async Task The_program_hands_it_out()
    {
        await using var room = await CommandRoom.OpenAsync(true, Token);
        var found = await room.Service<ITextSearch<Paper>>().GetSearchResultsAsync(
            room.Service<PaperBot.Retrieval.Corpus>().Current.Papers[0].Title, new() { Top = 1 }, Token);
        Assert.Equal(room.Service<PaperBot.Retrieval.Corpus>().Current.Papers[0].Id, Assert.Single(await Results(found)).Id);
    }

    private async Task<List<Paper>> Papers(string query, TextSearchOptions<Paper> options) =>
        await Results(await search.GetSearchResultsAsync(query, options, Token));

    private static async Task<List<T>> Results<T>(KernelSearchResults<T> results) => await results.Results.ToListAsync(Token);
}
