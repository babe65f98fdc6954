using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Papers;

/// <summary>What every <see cref="IPaperStore"/> promises.</summary>
public abstract class PaperStoreContract
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected ManualTimeProvider Clock { get; } = new(Some.Moment);

    protected abstract IPaperStore Store { get; }

    [Fact]
    public async Task A_stored_paper_is_read_back_as_printed()
    {
        var listed = Some.Listed("The \u201CQuoted\u201D Title 🦙", "Line one.\n  Line two:\t$x^2$.") with
        {
            Authors = ["Jörg Müller", "李明"],
            AuthorCount = 5,
            EtAl = true,
            Affiliations = ["mit", "meta-ai"],
            Published = new DateOnly(2024, 2, 29),
            Category = "cs.CL",
            Score = 12.5,
            Comments = 0,
            Doi = "10.1000/xyz",
            Url = "https://example.org/a?b=c",
        };

        await Import("a.txt", listed);

        var paper = Assert.Single(await All());
        Assert.Equivalent(listed with { Line = 0 }, new ListedPaper
        {
            Title = paper.Title, Abstract = paper.Abstract, Line = 0, Authors = paper.Authors, AuthorCount = paper.AuthorCount,
            EtAl = paper.EtAl, Affiliations = paper.Affiliations, Published = paper.Published, Category = paper.Category,
            Score = paper.Score, Comments = paper.Comments, Doi = paper.Doi, Url = paper.Url,
        });
        Assert.Equal((1, Some.Moment, false), (paper.Version, paper.FirstImported, paper.IsSample));
        Assert.Equal(["a.txt"], paper.Sources);
        Assert.Equivalent(paper, await Store.FindAsync(paper.Id, Token));
    }

    [Theory]
    [InlineData("before\0after")]
    [InlineData("'; DROP TABLE papers; --")]
    public async Task Strange_characters_neither_cut_a_text_nor_make_a_new_version(string text)
    {
        await Import("a.txt", Some.Listed(text: text) with { Authors = [text], Url = text });
        await Import("b.txt", Some.Listed(text: text) with { Authors = [text], Url = text });

        var paper = Assert.Single(await All());
        Assert.Equal((text.Length, 1), (paper.Abstract.Length, paper.Version));
        Assert.Equal(text[^5..], paper.Authors!.Single()[^5..]);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        await Import("a.txt", Some.Listed("One"), Some.Listed("Two") with { Score = 3 });
        var before = await Snapshot();
        Clock.Advance(TimeSpan.FromDays(1));

        var again = await Import("a.txt", Some.Listed("One", line: 7), Some.Listed("Two") with { Score = 3 });

        Assert.Equal(new FileChanges(0, 0, 2), again.Changes);
        Assert.Equivalent(before, await Snapshot(), strict: true);
        Assert.Single(await Store.ImportsAsync(Token));
    }

    [Fact]
    public async Task Another_file_adds_its_facts_and_itself_as_a_source()
    {
        await Import("a.txt", Some.Listed() with { AuthorCount = 2 });

        var second = await Import(
            "b.txt", Some.Listed() with { Title = "SPARSE ATTENTION for long documents", Authors = ["Ann Lee", "Bo Ek"] });

        Assert.Equal(new FileChanges(0, 1, 0), second.Changes);
        var paper = Assert.Single(await All());
        Assert.Equal(["Ann Lee", "Bo Ek"], paper.Authors!);
        Assert.Equal(["a.txt", "b.txt"], paper.Sources);
        Assert.Contains(new FieldProvenance(PaperField.Authors, "b.txt", 1), await Store.ProvenanceAsync(paper.Id, Token));
        Assert.Contains(new FieldProvenance(PaperField.Title, "a.txt", 1), await Store.ProvenanceAsync(paper.Id, Token));
    }

    [Fact]
    public async Task A_known_paper_keeps_its_id_when_it_gains_an_arxiv_id()
    {
        await Import("a.txt", Some.Listed());
        var id = (await All()).Single().Id;

        await Import("b.txt", Some.Listed() with { ArxivId = "2403.07816" });
        await Import("c.txt", Some.Listed("Another Title") with { ArxivId = "2403.07816" });

        var paper = Assert.Single(await All());
        Assert.Equal((id, "2403.07816"), (paper.Id, paper.ArxivId));
    }

    [Fact]
    public async Task Namesakes_with_different_identifiers_or_authors_stay_apart()
    {
        await Import(
            "a.txt",
            Some.Listed("Introduction", "One.") with { ArxivId = "2403.00001" },
            Some.Listed("Introduction", "Two.") with { ArxivId = "2403.00002" },
            Some.Listed("Preface", "Three.") with { Authors = ["Ann Lee"] },
            Some.Listed("Preface", "Four.") with { Authors = ["Bo Ek"] },
            Some.Listed("Errata", "Five.") with { Doi = "10.1/a" },
            Some.Listed("Errata", "Six.") with { Doi = "10.1/b" },
            Some.Listed("On Graphs I"),
            Some.Listed("On Graphs II"));

        var papers = await All();

        Assert.Equal(8, papers.Count);
        Assert.Equal(8, papers.Select(paper => paper.Id).Distinct().Count());
        Assert.All(papers, paper => Assert.Equal(1, paper.Version));
    }

    [Fact]
    public async Task A_record_that_fits_two_namesakes_goes_where_its_abstract_stands()
    {
        await Import(
            "a.txt",
            Some.Listed("Preface", "Three.") with { Authors = ["Ann Lee"] },
            Some.Listed("Preface", "Four.") with { Authors = ["Bo Ek"] });

        await Import("b.txt", Some.Listed("Preface", "Four.") with { Score = 5 });

        Assert.Equal([null, 5], (await All()).Select(paper => paper.Score));
    }

    [Fact]
    public async Task A_changed_abstract_becomes_the_current_version_and_the_old_one_is_kept()
    {
        await Import("a.txt", Some.Listed(text: "First text."));
        Clock.Advance(TimeSpan.FromDays(1));
        await Import("a.txt", Some.Listed(text: "Second text."));
        Clock.Advance(TimeSpan.FromDays(1));
        await Import("a.txt", Some.Listed(text: "First text."));

        var paper = Assert.Single(await All());

        Assert.Equal(("Second text.", 2), (paper.Abstract, paper.Version));
        Assert.Equal(
            [
                new PaperVersion(1, paper.Title, "First text.", Some.Moment),
                new PaperVersion(2, paper.Title, "Second text.", Some.Moment.AddDays(1)),
            ],
            await Store.VersionsAsync(paper.Id, Token));
    }

    [Fact]
    public async Task An_interrupted_file_leaves_nothing()
    {
        await Import("a.txt", Some.Listed("One"));
        var before = await Snapshot();
        using var stop = new CancellationTokenSource();

        IEnumerable<ListedPaper> Interrupted()
        {
            yield return Some.Listed("Two");
            stop.Cancel();
            yield return Some.Listed("Three");
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.StoreAsync(await Store.BeginImportAsync(false, Token), "b.txt", Interrupted(), stop.Token));

        Assert.Equivalent(before, await Snapshot(), strict: true);
        Assert.Single(await Store.ImportsAsync(Token));
    }

    [Fact]
    public async Task A_failing_file_leaves_nothing_and_its_own_exception()
    {
        static IEnumerable<ListedPaper> Failing()
        {
            yield return Some.Listed("Two");
            throw new InvalidDataException("torn");
        }

        var import = await Store.BeginImportAsync(false, Token);
        await Assert.ThrowsAsync<InvalidDataException>(() => Store.StoreAsync(import, "b.txt", Failing(), Token));

        Assert.Equal(0, await Store.CountAsync(Token));
        Assert.Empty(await Store.ImportsAsync(Token));
    }

    [Fact]
    public async Task Imports_are_listed_newest_first_with_their_files()
    {
        var first = await Import("a.txt", Some.Listed("One"), Some.Listed("Two"));
        Clock.Advance(TimeSpan.FromHours(1));
        var second = await Import("b.txt", Some.Listed("Two"));
        await Store.StoreAsync(second.Number, "c.txt", [Some.Listed("Three")], Token);

        Assert.Equivalent(
            new[]
            {
                new ImportSummary(second.Number, Some.Moment.AddHours(1), ["b.txt", "c.txt"], 2),
                new ImportSummary(first.Number, Some.Moment, ["a.txt"], 2),
            },
            await Store.ImportsAsync(Token),
            strict: true);
    }

    [Fact]
    public async Task Undoing_an_import_removes_what_only_it_listed()
    {
        await Import("a.txt", Some.Listed("One"));
        var before = await Snapshot();
        Clock.Advance(TimeSpan.FromDays(1));
        var second = await Import("b.txt", Some.Listed("One", "Changed text.") with { Score = 4 }, Some.Listed("Two"));

        Assert.Equal(new UndoneImport(Removed: 1, Reverted: 1), await Store.UndoAsync(second.Number, Token));

        Assert.Equivalent(before, await Snapshot(), strict: true);
    }

    [Fact]
    public async Task Stamp_is_another_one_after_every_import_and_undo_and_the_same_in_between()
    {
        List<string> stamps = [await Store.StampAsync(Token)];
        await Import("a.txt", Some.Listed("One"));
        stamps.Add(await Store.StampAsync(Token));
        var second = await Import("b.txt", Some.Listed("One", "Changed text."));
        stamps.Add(await Store.StampAsync(Token));
        await Store.StoreAsync(second.Number, "c.txt", [Some.Listed("Two")], Token);
        stamps.Add(await Store.StampAsync(Token));
        await Store.UndoAsync(second.Number, Token);
        stamps.Add(await Store.StampAsync(Token));
        var third = await Import("b.txt", Some.Listed("One", "Changed otherwise."));
        await Store.StoreAsync(third.Number, "c.txt", [Some.Listed("Two")], Token);
        stamps.Add(await Store.StampAsync(Token));

        Assert.Distinct(stamps);
        Assert.Equal(stamps[^1], await Store.StampAsync(Token));
    }

    [Fact]
    public async Task Undoing_twice_says_there_is_no_such_import()
    {
        var import = await Import("a.txt", Some.Listed("One"));

        Assert.NotNull(await Store.UndoAsync(import.Number, Token));
        Assert.Null(await Store.UndoAsync(import.Number, Token));
        Assert.Null(await Store.UndoAsync(99, Token));
        Assert.Empty(await Store.ImportsAsync(Token));
    }

    [Fact]
    public async Task Undoing_the_middle_one_of_three_leaves_the_other_two()
    {
        await Import("a.txt", Some.Listed("One", "First."));
        Clock.Advance(TimeSpan.FromDays(1));
        var middle = await Import("b.txt", Some.Listed("One", "Second.") with { Authors = ["Ann Lee"] }, Some.Listed("Two"));
        Clock.Advance(TimeSpan.FromDays(1));
        await Import("c.txt", Some.Listed("One", "Third."), Some.Listed("Two") with { Score = 1 });

        await Store.UndoAsync(middle.Number, Token);

        var papers = await All();
        Assert.Equal(["One", "Two"], papers.Select(paper => paper.Title));
        Assert.Equal(("Third.", 2, null), (papers[0].Abstract, papers[0].Version, papers[0].Authors));
        Assert.Equal(["a.txt", "c.txt"], papers[0].Sources);
        Assert.Equal(["First.", "Third."], (await Store.VersionsAsync(papers[0].Id, Token)).Select(version => version.Abstract));
        Assert.Equal(Some.Moment.AddDays(2), papers[1].FirstImported);
    }

    [Fact]
    public async Task An_undone_file_can_be_imported_again_under_the_same_ids_and_a_new_number()
    {
        var first = await Import("a.txt", Some.Listed("One"), Some.Listed("Two"));
        var ids = (await All()).Select(paper => paper.Id).ToList();
        await Store.UndoAsync(first.Number, Token);

        var again = await Import("a.txt", Some.Listed("One"), Some.Listed("Two"));

        Assert.Equal(new FileChanges(2, 0, 0), again.Changes);
        Assert.Equal(ids, (await All()).Select(paper => paper.Id));
        Assert.NotEqual(first.Number, again.Number);
    }

    [Fact]
    public async Task A_sample_paper_that_a_real_file_lists_is_no_sample_until_that_is_undone()
    {
        await Store.StoreAsync(await Store.BeginImportAsync(sample: true, Token), "sample.jsonl", [Some.Listed()], Token);
        Assert.True((await All()).Single().IsSample);

        var real = await Import("a.txt", Some.Listed());
        Assert.False((await All()).Single().IsSample);

        await Store.UndoAsync(real.Number, Token);
        Assert.True((await All()).Single().IsSample);
    }

    [Fact]
    public async Task An_unknown_id_has_no_paper_no_versions_and_no_provenance()
    {
        Assert.Null(await Store.FindAsync("none", Token));
        Assert.Empty(await Store.VersionsAsync("none", Token));
        Assert.Empty(await Store.ProvenanceAsync("none", Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.StoreAsync(7, "a.txt", [Some.Listed()], Token));
    }

    protected async Task<(long Number, FileChanges Changes)> Import(string file, params ListedPaper[] papers)
    {
        var number = await Store.BeginImportAsync(sample: false, Token);
        return (number, await Store.StoreAsync(number, file, papers, Token));
    }

    protected async Task<List<Paper>> All()
    {
        var papers = new List<Paper>();
        await foreach (var paper in Store.ReadAllAsync(Token))
        {
            papers.Add(paper);
        }

        return papers;
    }

    /// <summary>Everything a reader of the store can see of its papers.</summary>
    protected async Task<List<object>> Snapshot()
    {
        var seen = new List<object>();
        foreach (var paper in await All())
        {
            seen.Add(new
            {
                Paper = paper,
                Versions = await Store.VersionsAsync(paper.Id, Token),
                Provenance = await Store.ProvenanceAsync(paper.Id, Token),
            });
        }

        return seen;
    }
}
