using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Papers;

public sealed class PaperIdTests
{
    [Fact]
    public void The_papers_own_arxiv_id_comes_first() =>
        Assert.Equal("cs/0112017", PaperId.Candidates(Some.Listed() with { ArxivId = "cs/0112017" }).First());

    [Fact]
    public void The_doi_arxiv_gives_names_the_arxiv_id() =>
        Assert.Equal("2403.07816", PaperId.Candidates(Some.Listed() with { Doi = "10.48550/arxiv.2403.07816" }).First());

    [Fact]
    public void Without_one_the_title_is_readable_in_it() =>
        Assert.Matches("^sparse-attention-for-long-documents-[0-9a-f]{6}$", PaperId.Candidates(Some.Listed()).First());

    [Theory]
    [InlineData("Über die Größe von Bäumen: $\\mathcal{O}(n^2)$")]
    [InlineData("深度学习")]
    [InlineData("???")]
    [InlineData("Pneumonoultramicroscopicsilicovolcanoconiosis-and-a-very-long-title-that-never-ends-in-any-way-at-all")]
    public void Ids_hold_only_what_links_and_file_names_can(string title) =>
        Assert.All(PaperId.Candidates(Some.Listed(title)).Take(3), id => Assert.Matches("^[a-z0-9./-]{1,60}$", id));

    [Fact]
    public void The_same_title_printed_otherwise_has_the_same_id() => Assert.Equal(
        PaperId.Candidates(Some.Listed("Pre-Training Models")).First()[^6..],
        PaperId.Candidates(Some.Listed("PRETRAINING MODELS")).First()[^6..]);

    [Fact]
    public void Namesakes_find_a_free_id()
    {
        var ids = PaperId.Candidates(Some.Listed("Introduction")).Take(50).ToList();

        Assert.Equal(50, ids.Distinct().Count());
    }
}
