using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Listings;

public sealed class PageLayoutTests
{
    [Fact]
    public void Trending_page_states_author_count_day_and_comments_of_the_paper_above()
    {
        var reading = Reading.Of(SomeListings.Trending);

        Assert.Equal("trending-page", reading.Format);
        Assert.Empty(reading.Skipped);
        Assert.Equal(3, reading.Papers.Count);
        var (kelp, bells, moths) = (reading.Papers[0], reading.Papers[1], reading.Papers[2]);
        Assert.Equal(("Kelp Maps from Small Drones", SomeListings.Kelp, 13), (kelp.Title, kelp.Abstract, kelp.Line));
        Assert.Equal((6, new DateOnly(2024, 4, 22), (int?)null), (kelp.AuthorCount, kelp.Published, kelp.Comments));
        Assert.Null(kelp.Authors);
        Assert.False(kelp.EtAl);
        Assert.Equal((1, new DateOnly(2025, 9, 16), (int?)12), (bells.AuthorCount, bells.Published, bells.Comments));
        Assert.Equal((SomeListings.Short, 3, (DateOnly?)null), (moths.Abstract, moths.AuthorCount, moths.Published));
        Assert.Equal((15, 17, 19), (kelp.LineOf(PaperField.Abstract), kelp.LineOf(PaperField.AuthorCount), kelp.LineOf(PaperField.Published)));
    }

    [Theory]
    [InlineData("Sep 16, 2025 3", 3)]
    [InlineData("Sep 16, 20253", 3)]
    [InlineData("Sep 16, 2025", null)]
    public void Comment_count_is_read_even_where_it_touches_the_year(string line, int? comments)
    {
        var paper = Assert.Single(Reading.Of($"Kelp Maps\n\n{SomeListings.Kelp}\n\n  • 2 authors\n·\n{line}").Papers);

        Assert.Equal(new DateOnly(2025, 9, 16), paper.Published);
        Assert.Equal(comments, paper.Comments);
    }

    [Theory]
    [InlineData("16 Sep 2025", true, null)]
    [InlineData("2025-09-16", true, null)]
    [InlineData("Sept 16, 2025", true, null)]
    [InlineData("Sep 16th, 2025", true, null)]
    [InlineData("SEP 16, 2025", true, null)]
    [InlineData("Sep 16, 2025 1,234", true, 1234)]
    [InlineData("Sep 16", false, null)]
    [InlineData("Sep 2025", false, null)]
    [InlineData("Feb 30, 2025", false, null)]
    [InlineData("16/09/2025", false, null)]
    [InlineData("Yesterday", false, null)]
    [InlineData("3 days ago", false, null)]
    public void Day_below_the_authors_is_read_in_any_spelling_and_never_guessed(string line, bool told, int? comments)
    {
        var reading = Reading.Of(
            $"Kelp Maps\n\n{SomeListings.Kelp}\n\n  • 2 authors\n·\n{line}\n\nBell Towers\n\n{SomeListings.Bells}\n\n  • 1,024 authors\n·\nMay 3, 2023\n");

        Assert.Empty(reading.Skipped);
        Assert.Equal(["Kelp Maps", "Bell Towers"], reading.Papers.Select(paper => paper.Title));
        Assert.Equal(told ? new DateOnly(2025, 9, 16) : null, reading.Papers[0].Published);
        Assert.Equal((comments, 1024), (reading.Papers[0].Comments, reading.Papers[1].AuthorCount));
    }

    [Fact]
    public void Pages_of_two_sites_in_one_file_are_both_read()
    {
        var (scored, trending) = (Reading.Of(SomeListings.Scored), Reading.Of(SomeListings.Trending));

        Assert.Equal(scored.Facts() + "\n" + trending.Facts(), Reading.Of(SomeListings.Scored + SomeListings.Trending).Facts());
        Assert.Equal(trending.Facts() + "\n" + scored.Facts(), Reading.Of(SomeListings.Trending + "\n" + SomeListings.Scored).Facts());
    }

    [Fact]
    public void Button_glued_to_a_title_is_taken_off_below_every_page_head_in_the_file()
    {
        const string Head = "Daily Papers\nSubscribe";
        var pair = $"Kelp Maps from Small Drones\n{SomeListings.Kelp}\n";

        var reading = Reading.Of(Head + pair + Head + pair + "Subscribe to Nothing\n" + SomeListings.Bells + "\n");

        Assert.Equal(
            ["Kelp Maps from Small Drones", "Kelp Maps from Small Drones", "Subscribe to Nothing"],
            reading.Papers.Select(paper => paper.Title));
    }

    [Fact]
    public void Trending_paper_without_an_abstract_is_left_out_alone()
    {
        var reading = Reading.Of(SomeListings.Trending.Replace(SomeListings.Bells, string.Empty, StringComparison.Ordinal));

        Assert.Equal(["Kelp Maps from Small Drones", "Counting Moths"], reading.Papers.Select(paper => paper.Title));
        Assert.Equal("this title has no abstract after it", Assert.Single(reading.Skipped).Reason);
    }

    [Fact]
    public void Score_line_belongs_to_the_paper_that_follows_it()
    {
        var reading = Reading.Of(SomeListings.Scored);

        Assert.Equal("scored-page", reading.Format);
        Assert.Empty(reading.Skipped);
        var (kelp, bells, moths) = (reading.Papers[0], reading.Papers[1], reading.Papers[2]);
        Assert.Equal(((double?)null, (string?)null, (DateOnly?)null), (kelp.Score, kelp.Category, kelp.Published));
        Assert.Equal((24.7, "CL", new DateOnly(2024, 3, 12)), (bells.Score, bells.Category, bells.Published));
        Assert.Equal((8.0, "cs.SD", new DateOnly(2025, 10, 9)), (moths.Score, moths.Category, moths.Published));
        Assert.Equal((4, 3), (bells.Line, bells.LineOf(PaperField.Score)));
    }

    [Theory]
    [InlineData("12.3cs.LGMar 12, 2024", 12.3, "cs.LG", true)]
    [InlineData("12.3q-bio.NCMar 12, 2024", 12.3, "q-bio.NC", true)]
    [InlineData("12.3cond-mat.mtrl-sciMar 12, 2024", 12.3, "cond-mat.mtrl-sci", true)]
    [InlineData("12.3cs.CL, cs.AIMar 12, 2024", 12.3, "cs.CL", true)]
    [InlineData("1,234.5CLMar 12, 2024", 1234.5, "CL", true)]
    [InlineData("-3.2CLMar 12, 2024", -3.2, "CL", true)]
    [InlineData("24CLMAR 12th, 2024", 24.0, "CL", true)]
    [InlineData("24.7CL12 Mar 2024", 24.7, "CL", true)]
    [InlineData("24.7CLMar 12, 2024 3 comments", 24.7, "CL", true)]
    [InlineData("24.7CLMar 2024", 24.7, "CL", false)]
    [InlineData("24.7CLMar 12", 24.7, "CL", false)]
    [InlineData("24.7CL", 24.7, "CL", false)]
    [InlineData("24.7", 24.7, null, false)]
    [InlineData("CLMar 12, 2024", null, "CL", true)]
    public void Score_line_states_what_it_has_and_no_more(string line, double? score, string? category, bool dated)
    {
        var reading = Reading.Of(
            $"{line}\nBellTower: Naming BellsSolveig Ny, Tam Ito et al.\n{SomeListings.Bells}\n"
            + $"8.0cs.SDOct 9, 2025\nKelp MapsAda Quill\n{SomeListings.Kelp}\n");

        Assert.Empty(reading.Skipped);
        Assert.Equal(["BellTower: Naming Bells", "Kelp Maps"], reading.Papers.Select(paper => paper.Title));
        var bells = reading.Papers[0];
        Assert.Equal((score, category, dated ? new DateOnly(2024, 3, 12) : null), (bells.Score, bells.Category, bells.Published));
    }

    [Fact]
    public void Scored_page_takes_authors_and_institutions_off_the_title()
    {
        var papers = Reading.Of(SomeListings.Scored).Papers;

        Assert.Equal("Kelp Maps from Small Drones", papers[0].Title);
        Assert.Equal(["Ada Quill", "Bo van den Berg", "Cy O'Dorn"], papers[0].Authors);
        Assert.Equal((true, (int?)null), (papers[0].EtAl, papers[0].AuthorCount));
        Assert.Null(papers[0].Affiliations);
        Assert.Equal("BellTower: Naming Bells with a Mixture-of-Partials LLM", papers[1].Title);
        Assert.Equal(["tollan-ai", "mire"], papers[1].Affiliations);
        Assert.Equal((false, 1), (papers[2].EtAl, papers[2].AuthorCount));
    }

    [Fact]
    public void Scored_page_cut_before_its_first_score_is_still_recognised()
    {
        var reading = Reading.Of(string.Join('\n', SomeListings.Scored.Split('\n').Take(2)) + "\n");

        Assert.Equal("scored-page", reading.Format);
        Assert.Equal("Kelp Maps from Small Drones", Assert.Single(reading.Papers).Title);
    }

    [Fact]
    public void Author_line_of_its_own_belongs_to_the_title_above()
    {
        var reading = Reading.Of($"24.7CLMar 12, 2024\nCounting Moths\nAda Quill, Bo Vance et al. · tollan-ai\n{SomeListings.Kelp}\n");

        var paper = Assert.Single(reading.Papers);
        Assert.Empty(reading.Skipped);
        Assert.Equal(("Counting Moths", true, 24.7), (paper.Title, paper.EtAl, paper.Score));
        Assert.Equal(["Ada Quill", "Bo Vance"], paper.Authors);
    }

    [Fact]
    public void Score_without_a_paper_after_it_is_reported()
    {
        var reading = Reading.Of(SomeListings.Scored + "31.0CLMay 3, 2024");

        Assert.Equal(3, reading.Papers.Count);
        Assert.Equal((9, "the file ends after this score, before its paper"), (reading.Skipped[0].Line, reading.Skipped[0].Reason));
    }

    [Fact]
    public void Alternating_lines_keep_an_abstract_that_looks_like_a_title()
    {
        var reading = Reading.Of(SomeListings.Alternating);

        Assert.Equal("title-abstract-lines", reading.Format);
        Assert.Empty(reading.Skipped);
        Assert.Equal(
            ["Kelp Maps from Small Drones", "BellTower: Which Bell Rang?", "Why Moths Leave", "Tin Roofs and Rain"],
            reading.Papers.Select(paper => paper.Title));
        Assert.Equal("A Report on Moths Along Lit Roads", reading.Papers[2].Abstract);
        Assert.Equal(SomeListings.Bells, reading.Papers[1].Abstract);
    }

    [Fact]
    public void Identifier_inside_an_abstract_is_not_the_papers_own()
    {
        Assert.All(
            new[] { SomeListings.Trending, SomeListings.Scored, SomeListings.Alternating }.SelectMany(text => Reading.Of(text).Papers),
            paper => Assert.Equal((null, null, null), (paper.ArxivId, paper.Doi, paper.Url)));
    }

    [Theory]
    [MemberData(nameof(Positions))]
    public void One_missing_line_costs_one_paper_and_shifts_no_other(int missing, bool title)
    {
        var lines = Pairs(9).SelectMany(pair => new[] { pair.Title, pair.Abstract }).ToList();
        lines.RemoveAt((missing * 2) + (title ? 0 : 1));

        var reading = Reading.Of(string.Join('\n', lines) + "\n");

        Assert.Equal(
            Pairs(9).Where((_, i) => i != missing),
            reading.Papers.Select(paper => (paper.Title, paper.Abstract)));
        Assert.Single(reading.Skipped);
    }

    public static TheoryData<int, bool> Positions()
    {
        var data = new TheoryData<int, bool>();
        foreach (var i in Enumerable.Range(0, 9))
        {
            data.Add(i, true);
            data.Add(i, false);
        }

        return data;
    }

    private static IEnumerable<(string Title, string Abstract)> Pairs(int count) => Enumerable.Range(1, count).Select(i =>
        ($"Lantern {i}: On the {i}th Way to Light a Harbour",
        $"Harbour {i} is dark at night. We light it in {i} ways and count the boats that arrive. The best way doubles them, but it attracts moths in summer."));
}
