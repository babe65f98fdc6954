using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Papers;

public sealed class PaperMergeTests
{
    [Fact]
    public void A_complete_author_list_beats_a_longer_one_that_was_cut()
    {
        var merged = Merge(
            Some.Listed() with { Authors = ["Ann Lee", "Bo Ek", "Cy Day"], EtAl = true },
            Some.Listed() with { Authors = ["Ann Lee", "Bo Ek"] });

        Assert.Equal(["Ann Lee", "Bo Ek"], merged.Paper.Authors!);
        Assert.False(merged.Paper.EtAl);
        Assert.Equal(2, merged.Paper.AuthorCount);
    }

    [Fact]
    public void A_cut_list_keeps_the_count_another_source_states()
    {
        var merged = Merge(
            Some.Listed() with { AuthorCount = 12 }, Some.Listed() with { Authors = ["Ann Lee"], EtAl = true });

        Assert.Equal(["Ann Lee"], merged.Paper.Authors!);
        Assert.True(merged.Paper.EtAl);
        Assert.Equal(12, merged.Paper.AuthorCount);
    }

    [Fact]
    public void Names_spelled_out_beat_initials()
    {
        var merged = Merge(Some.Listed() with { Authors = ["A. Lee"] }, Some.Listed() with { Authors = ["Ann Lee"] });

        Assert.Equal(["Ann Lee"], merged.Paper.Authors!);
    }

    [Fact]
    public void A_poorer_source_takes_nothing_away()
    {
        var rich = Rich();

        var merged = Merge(rich, Some.Listed());

        Assert.Equivalent(
            new { rich.Authors, rich.Affiliations, rich.Published, rich.Category, rich.Score, rich.Comments, rich.ArxivId, rich.Url },
            merged.Paper);
    }

    [Fact]
    public void A_fact_nobody_states_stays_unknown()
    {
        var paper = Merge(Some.Listed(), Some.Listed()).Paper;

        Assert.Null(paper.Authors);
        Assert.Null(paper.AuthorCount);
        Assert.Null(paper.Published);
        Assert.Null(paper.Score);
        Assert.False(paper.EtAl);
    }

    [Fact]
    public void Scores_and_comments_are_the_latest_and_the_day_is_the_earliest()
    {
        var merged = Merge(
            Some.Listed() with { Score = 80, Comments = 9, Published = new DateOnly(2024, 3, 2) },
            Some.Listed() with { Score = 20, Comments = 1, Published = new DateOnly(2024, 3, 1) },
            Some.Listed());

        Assert.Equal((20, 1, new DateOnly(2024, 3, 1)), (merged.Paper.Score, merged.Paper.Comments, merged.Paper.Published));
    }

    [Fact]
    public void A_full_category_beats_a_bare_one_and_a_publishers_doi_arxivs_own()
    {
        var merged = Merge(
            Some.Listed() with { Category = "CL", Doi = "10.48550/arxiv.2403.07816" },
            Some.Listed() with { Category = "cs.CL", Doi = "10.1000/xyz" });

        Assert.Equal(("cs.CL", "10.1000/xyz"), (merged.Paper.Category, merged.Paper.Doi));
    }

    [Fact]
    public void A_changed_abstract_is_a_new_version_and_its_title_is_shown()
    {
        var merged = Merge(Some.Listed("Old Title", "First text."), Some.Listed("New Title", "Second text."));

        Assert.Equal(("New Title", "Second text.", 2), (merged.Paper.Title, merged.Paper.Abstract, merged.Paper.Version));
        Assert.Equal(["First text.", "Second text."], merged.Versions.Select(version => version.Abstract));
    }

    [Fact]
    public void White_space_and_known_texts_make_no_version()
    {
        var merged = Merge(
            Some.Listed(text: "First text."), Some.Listed(text: "Second text."), Some.Listed(text: " First\n text. "));

        Assert.Equal(("Second text.", 2), (merged.Paper.Abstract, merged.Paper.Version));
    }

    [Fact]
    public void Each_fact_tells_its_file_and_line()
    {
        var cut = Some.Listed(line: 3) with { Authors = ["Ann Lee"], EtAl = true, Score = 5 };
        var full = Some.Listed(line: 40) with
        {
            Authors = ["Ann Lee", "Bo Ek"],
            FieldLines = new Dictionary<PaperField, int> { [PaperField.Authors] = 41, [PaperField.Abstract] = 43 },
        };

        var provenance = Merge(cut, full).Provenance;

        Assert.Equal(
            [
                new(PaperField.Title, "0.txt", 3), new(PaperField.Abstract, "0.txt", 3),
                new(PaperField.Authors, "1.txt", 41), new(PaperField.AuthorCount, "1.txt", 41),
                new FieldProvenance(PaperField.Score, "0.txt", 3),
            ],
            provenance);
    }

    [Fact]
    public void A_paper_is_a_sample_only_while_nothing_else_lists_it()
    {
        var sample = new Sighting(Some.Listed(), "sample.txt", Some.Moment, Sample: true);
        var real = new Sighting(Some.Listed(), "listing.txt", Some.Moment.AddDays(1), Sample: false);

        Assert.True(PaperMerge.Of("id", [sample]).Paper.IsSample);
        Assert.False(PaperMerge.Of("id", [sample, real]).Paper.IsSample);
    }

    [Fact]
    public void The_time_of_first_import_and_all_sources_are_kept()
    {
        var paper = Merge(Some.Listed(), Some.Listed(), Some.Listed()).Paper;

        Assert.Equal(Some.Moment, paper.FirstImported);
        Assert.Equal(["0.txt", "1.txt", "2.txt"], paper.Sources);
    }

    private static ListedPaper Rich() => Some.Listed() with
    {
        Authors = ["Ann Lee"],
        Affiliations = ["mit"],
        Published = new DateOnly(2024, 3, 2),
        Category = "cs.CL",
        Score = 7,
        Comments = 0,
        ArxivId = "2403.07816",
        Url = "https://example.org/a",
    };

    private static MergedPaper Merge(params ListedPaper[] listed) => PaperMerge.Of(
        "some-id", [.. listed.Select((one, i) => new Sighting(one, $"{i}.txt", Some.Moment.AddDays(i), Sample: false))]);
}
