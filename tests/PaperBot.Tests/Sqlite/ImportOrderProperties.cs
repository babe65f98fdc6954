using FsCheck;
using FsCheck.Fluent;
using PaperBot.Papers;
using PaperBot.Sqlite;
using Xunit;

namespace PaperBot.Tests.Sqlite;

/// <summary>Facts about whole histories of imports, over files that list the same few papers more or less completely.</summary>
public sealed class ImportOrderProperties
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Config Thorough => Config.QuickThrowOnFailure.WithMaxTest(60);

    [Fact]
    public void Any_order_of_the_same_files_gives_the_same_papers_and_facts() => Check.One(
        Thorough,
        Prop.ForAll(Histories, files =>
        {
            var forwards = Papers(files).Result;
            var backwards = Papers(files.Reverse()).Result;
            Assert.Equal(forwards.Select(OrderFree).Order(), backwards.Select(OrderFree).Order());
        }));

    [Fact]
    public void Importing_and_undoing_is_as_if_nothing_had_happened() => Check.One(
        Thorough,
        Prop.ForAll(Histories, files =>
        {
            var without = Papers(files.SkipLast(1)).Result;
            var undone = Papers(files, undo: files.Length).Result;
            Assert.Equivalent(without, undone, strict: true);
        }));

    [Fact]
    public void Undoing_any_import_leaves_the_facts_of_the_others() => Check.One(
        Thorough,
        Prop.ForAll(Histories, files =>
        {
            var without = Papers(files.Skip(1)).Result;
            var undone = Papers(files, undo: 1).Result;
            // Only the days differ: each import of the shorter history came a day earlier.
            Assert.Equal(without.Select(OrderFree).Order(), undone.Select(OrderFree).Order());
        }));

    private static Arbitrary<ListedPaper[][]> Histories => Arb.From(
        from count in Gen.Choose(1, 4)
        from files in Gen.ArrayOf(Gen.ArrayOf(Record, 4), count)
        select files);

    /// <summary>
    /// One of six papers, of which two are namesakes told apart by their authors, with some of its facts left out. Ids and
    /// authors stay together: without them a namesake could be either of the two.
    /// </summary>
    private static Gen<ListedPaper> Record =>
        from which in Gen.Choose(0, 5)
        from cut in Gen.Choose(0, 3)
        from version in Gen.Choose(1, 2)
        from dated in Gen.Elements(true, false)
        from placed in Gen.Elements(true, false)
        from shouted in Gen.Elements(true, false)
        select Degraded(which, cut, version, dated, placed, shouted);

    private static ListedPaper Degraded(int which, int cut, int version, bool dated, bool placed, bool shouted)
    {
        var title = which < 2 ? "Editorial" : $"Paper number {which}";
        string[] authors = [$"Ann Alpha{which}", $"Bo Beta{which}", $"Cy Gamma{which}"];
        return new ListedPaper
        {
            Title = shouted ? title.ToUpperInvariant() : title,
            Abstract = $"Abstract {which}, text {version}.",
            Line = which + 1,
            Authors = cut == 0 && which > 1 ? null : authors[..Math.Max(1, cut)],
            EtAl = cut < 3,
            AuthorCount = dated ? 3 : null,
            Published = dated ? new DateOnly(2024, 1, 1 + cut) : null,
            Affiliations = placed ? ["mit", "meta-ai"] : null,
            ArxivId = which == 3 ? "2403.00003" : null,
        };
    }

    private static string OrderFree(Paper paper) => string.Join(
        '|',
        paper.Title.ToUpperInvariant(),
        string.Join(',', paper.Authors ?? []),
        paper.AuthorCount,
        paper.EtAl,
        string.Join(',', paper.Affiliations ?? []),
        paper.Published,
        paper.ArxivId,
        paper.Version,
        string.Join(',', paper.Sources.Order(StringComparer.Ordinal)));

    /// <summary>The papers after importing each of <paramref name="files"/>, and taking one import back.</summary>
    private static async Task<List<Paper>> Papers(IEnumerable<ListedPaper[]> files, int? undo = null)
    {
        using var folder = new TemporaryFolder();
        using var database = new SqliteDatabase(folder.File("paperbot.db"));
        var clock = new ManualTimeProvider(Some.Moment);
        var store = new SqlitePaperStore(database, clock);
        foreach (var file in files)
        {
            // A file is named after its content, so that it has one name wherever it stands in the order.
            var name = string.Join('-', file.Select(listed => listed.ToString().GetHashCode(StringComparison.Ordinal)));
            await store.StoreAsync(await store.BeginImportAsync(false, Token), name, file, Token);
            clock.Advance(TimeSpan.FromDays(1));
        }

        if (undo is { } number)
        {
            await store.UndoAsync(number, Token);
        }

        return await store.ReadAllAsync(Token).ToListAsync(Token);
    }
}
