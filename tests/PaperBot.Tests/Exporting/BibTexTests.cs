using PaperBot.Exporting;
using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Exporting;

public sealed class BibTexTests
{
    private static readonly Paper Bare = new() { Id = "kiteline-0a1b2c", Title = "Kiteline", Abstract = "It ranks routes.", Sources = ["a.txt"] };

    [Fact]
    public void An_entry_of_a_paper_with_every_fact_has_each_in_its_field() => Assert.Equal(
        """
        @misc{2403.07816,
          title = {{Kiteline: Graph Transformers}},
          author = {Ada Lovelace and Grace Hopper and others},
          year = {2024},
          month = mar,
          eprint = {2403.07816},
          archivePrefix = {arXiv},
          primaryClass = {cs.CL},
          doi = {10.1000/abc_1},
          url = {https://example.org/a_b?c=%7Bd%7D}
        }
        """,
        BibTex.Of(Bare with
        {
            Id = "2403.07816", Title = "Kiteline: Graph Transformers", Authors = ["Ada Lovelace", "Grace Hopper"], EtAl = true,
            Published = new DateOnly(2024, 3, 12), Category = "cs.CL", ArxivId = "2403.07816", Doi = "10.1000/abc_1",
            Url = "https://example.org/a_b?c={d}", Score = 7, Comments = 3,
        }));

    [Fact]
    public void What_no_source_states_is_left_out() =>
        Assert.Equal("@misc{kiteline-0a1b2c,\n  title = {{Kiteline}}\n}", BibTex.Of(Bare));

    [Fact]
    public void A_category_that_is_none_of_arXivs_and_one_without_an_eprint_are_left_out()
    {
        Assert.DoesNotContain("primaryClass", BibTex.Of(Bare with { ArxivId = "2403.07816", Category = "CL" }), StringComparison.Ordinal);
        Assert.DoesNotContain("primaryClass", BibTex.Of(Bare with { Category = "cs.CL" }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_invented_paper_says_so_and_has_no_identifier()
    {
        var entry = BibTex.Of(Bare with { IsSample = true, ArxivId = "2403.07816", Doi = "10.1000/abc", Url = "https://example.org" });
        Assert.Contains("note = {An invented paper", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("2403", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("10.1000", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("example", entry, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_is_made_of_the_id_alone_and_differs_for_different_papers()
    {
        Assert.Equal(BibTex.Key("cs/0112017"), BibTex.Key("cs/0112017"));
        Assert.NotEqual(BibTex.Key("cs/0112017"), BibTex.Key("cs-0112017"));
        Assert.StartsWith(
            "@misc{cs:0112017,", BibTex.Of(Bare with { Id = "cs/0112017", Authors = ["Somebody New"] }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Smith and Sons Laboratory", "{{Smith and Sons Laboratory}}")]
    [InlineData("others", "{{others}}")]
    [InlineData("Lovelace, Ada", "{Lovelace, Ada}")]
    [InlineData("A, B, C, D", "{{A, B, C, D}}")]
    [InlineData("José Ñúñez", "{José Ñúñez}")]
    [InlineData("Anderson", "{Anderson}")]
    public void A_name_is_never_taken_apart_where_it_is_one(string author, string value) =>
        Assert.Contains($"  author = {value}", BibTex.Of(Bare with { Authors = [author] }), StringComparison.Ordinal);

    [Theory]
    [InlineData("Écluse: 深い学習", "Écluse: 深い学習")]
    [InlineData("Q&A at 100% of #1 snake_case", "Q\\&A at 100\\% of \\#1 snake\\_case")]
    [InlineData("Loses 4\\% of $O(n^2)$ steps", "Loses 4\\% of $O(n^2)$ steps")]
    [InlineData("$\\alpha_{i}$-divergence", "$\\alpha_{i}$-divergence")]
    [InlineData("From $5 to $10 a day", "From \\$5 to \\$10 a day")]
    [InlineData("{BERT} and M\\\"{u}ller", "{BERT} and M\\\"{u}ller")]
    [InlineData("An open { brace", "An open \\textbraceleft{} brace")]
    [InlineData("Closed } before { opened", "Closed \\textbraceright{} before \\textbraceleft{} opened")]
    [InlineData("An escaped \\{ alone", "An escaped \\textbackslash{}\\textbraceleft{} alone")]
    [InlineData("x^2 ~ y", "x\\textasciicircum{}2 \\textasciitilde{} y")]
    [InlineData("Ends in \\", "Ends in \\textbackslash{}")]
    [InlineData("Two\nlines\tand\u200B nothing\u0000", "Two lines and nothing")]
    [InlineData("Cafe\u0301", "Café")]
    public void Text_is_escaped_where_it_is_no_LaTeX_and_kept_where_it_is(string printed, string value) =>
        Assert.Equal(value, BibTexText.Of(printed));

    [Fact]
    public void Whatever_a_title_holds_the_braces_of_its_entry_balance()
    {
        const string Alphabet = "{}\\$%&#_^~\"'`a1 é";
        var random = new Random(20261121);
        for (var i = 0; i < 5000; i++)
        {
            var title = new string([.. Enumerable.Range(0, random.Next(1, 14)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            var entry = BibTex.Of(Bare with { Title = title, Authors = [title], Url = "https://example.org/" + title, Doi = title, ArxivId = title });
            Assert.True(BibTexText.IsBalanced(entry), $"{title}\n{entry}");
        }
    }
}
