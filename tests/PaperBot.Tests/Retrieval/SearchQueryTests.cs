using PaperBot.Papers;
using PaperBot.Retrieval;
using Xunit;

namespace PaperBot.Tests.Retrieval;

public sealed class SearchQueryTests
{
    private static readonly Paper Larder = Some.Paper("Larder: A Vector Index for Archives", "larder") with
    {
        Abstract = "Larder keeps vectors on slow disks. It answers rare queries in 40 ms.",
        Authors = ["Ngozi van der Lindt"],
        Category = "cs.DB",
        Published = new DateOnly(2026, 3, 4),
    };

    private static readonly Paper Windfield = Some.Paper("Windfield: Outdoor Speech Recognition", "windfield") with
    {
        Abstract = "Speech recognizers fail in wind. Slow microphones are not to blame.",
        Authors = ["Søren Ó Briain"],
        Category = "SD",
    };

    private static readonly CorpusSnapshot Corpus = CorpusSnapshot.Of([Larder, Windfield]);

    [Theory]
    [InlineData("slow", "larder windfield")]
    [InlineData("\"slow disks\"", "larder")]
    [InlineData("\"slow disk\"", "larder")]
    [InlineData("\"disks slow\"", "")]
    [InlineData("slow -microphones", "larder")]
    [InlineData("slow -\"slow disks\"", "windfield")]
    [InlineData("title:speech", "windfield")]
    [InlineData("slow title:larder", "larder")]
    [InlineData("author:briain", "windfield")]
    [InlineData("author:\"o briain\"", "windfield")]
    [InlineData("slow author:lindt", "larder")]
    [InlineData("category:DB", "larder")]
    [InlineData("category:cs.SD", "windfield")]
    [InlineData("slow year:2026", "larder")]
    [InlineData("slow -year:2026", "windfield")]
    [InlineData("speech author:nobody", "")]
    [InlineData("slow \"unfinished", "")]
    [InlineData("author: briain", "windfield")]
    [InlineData("slow title: larder", "larder")]
    [InlineData("--", "")]
    [InlineData("slow -…", "larder windfield")]
    [InlineData("", "")]
    [InlineData("\"\" - title:", "")]
    public void Fields_phrases_and_exclusions_hold(string query, string ids) =>
        Assert.Equal(ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), Corpus.Search(query, PaperFilter.None, 10).Select(h => h.Paper.Id).Order());

    [Fact]
    public void Thousands_of_phrases_are_searched_like_a_few()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Corpus.Search(string.Concat(Enumerable.Range(0, 5000).Select(i => $"-\"slow {i}\" ")) + "slow", PaperFilter.None, 10);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Undated_paper_fails_a_date_filter() =>
        Assert.Equal(["larder"], Corpus.Search("slow", new PaperFilter { After = new DateOnly(2020, 1, 1) }, 10).Select(h => h.Paper.Id));

    [Fact]
    public void Title_words_count_more_than_the_abstracts()
    {
        var inTitle = Some.Paper("Kelp", "title") with { Abstract = "Something about the sea and what grows in it, told at length." };
        var inText = Some.Paper("The sea", "text") with { Abstract = "Something about kelp and what grows near it, told at some length." };
        Assert.Equal("title", CorpusSnapshot.Of([inText, inTitle]).Search("kelp", PaperFilter.None, 1)[0].Paper.Id);
    }

    [Theory]
    [InlineData("recognising speech outdoors", "windfield")]
    [InlineData("vektor indexes", "larder")]
    public void Spellings_and_inflections_are_found(string query, string first) =>
        Assert.Equal(first, Corpus.Search(query, PaperFilter.None, 1)[0].Paper.Id);

    [Fact]
    public void Related_words_of_the_thesaurus_are_found()
    {
        var chores = Some.Paper("Household Robots", "chores") with { Abstract = "A robot that helps with chores at home." };
        Assert.Equal("chores", CorpusSnapshot.Of([Larder, Windfield, chores]).Search("jobs around the house", PaperFilter.None, 1)[0].Paper.Id);
    }
}
