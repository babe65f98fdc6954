using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Listings;

public sealed class RecordFormatTests
{
    [Fact]
    public void Json_line_states_every_fact_it_has()
    {
        var reading = Reading.Of(SomeListings.JsonLines);

        Assert.Equal("jsonl", reading.Format);
        var kelp = reading.Papers[0];
        Assert.Equal(["Ada Quill", "Bo Vance"], kelp.Authors);
        Assert.Equal((2, new DateOnly(2024, 4, 22), "cs.CV"), (kelp.AuthorCount, kelp.Published, kelp.Category));
        Assert.Equal(("2404.00001", "10.5555/kelp.1", "https://example.org/kelp"), (kelp.ArxivId, kelp.Doi, kelp.Url));
        Assert.Equal((3.5, 2), (kelp.Score, kelp.Comments));
        Assert.Equal(("2405.00002", 1, 2), (reading.Papers[1].ArxivId, reading.Papers[1].AuthorCount, reading.Papers[1].Line));
    }

    [Theory]
    [InlineData("{\"title\":\"Cut\",\"abstract\":\"Half", "not valid JSON")]
    [InlineData("[1]", "not a JSON object")]
    [InlineData("{\"abstract\":\"No title.\"}", "no title")]
    [InlineData("{\"title\":\"Bare\"}", "no abstract")]
    [InlineData("{\"title\":7,\"abstract\":\"x\"}", "no title")]
    [InlineData("{\"title\":\"A \\ud800 b\",\"abstract\":\"x\"}", "Unicode escape")]
    public void Bad_json_line_is_left_out_alone(string line, string reason)
    {
        var reading = Reading.Of($"{SomeListings.JsonLines}\n{line}\n{SomeListings.JsonLines}");

        Assert.Equal(4, reading.Papers.Count);
        var skipped = Assert.Single(reading.Skipped);
        Assert.Equal(3, skipped.Line);
        Assert.Contains(reason, skipped.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_array_with_an_object_a_line_is_read()
    {
        var reading = Reading.Of("[\n" + SomeListings.JsonLines.Replace("}\n{", "},\n{", StringComparison.Ordinal) + "\n]\n");

        Assert.Equal(2, reading.Papers.Count);
        Assert.Empty(reading.Skipped);
    }

    [Fact]
    public void Json_value_of_an_unexpected_type_counts_as_not_stated()
    {
        var paper = Assert.Single(Reading.Of(
            """{"title":"T","abstract":"A.","authors":["Ada",3],"published":2024,"comments":-1,"score":"high","category":{},"doi":[],"affiliations":7}""").Papers);

        Assert.Equal((null, null, null, null), (paper.Authors, paper.AuthorCount, paper.Published, paper.Comments));
        Assert.Equal((null, null, null, null), (paper.Score, paper.Category, paper.Doi, paper.Affiliations));
    }

    [Fact]
    public void Json_key_that_comes_twice_costs_nothing()
    {
        var paper = Assert.Single(Reading.Of(
            """{"title":"T","title":"U","abstract":"A.","externalIds":{"arxiv":"2401.00001","ArXiv":"2401.00002"}}""").Papers);

        Assert.Equal(("T", "2401.00001"), (paper.Title, paper.ArxivId));
    }

    [Theory]
    [InlineData("[\n  {\n    \"title\": \"Kelp\",\n    \"abstract\": \"We map kelp.\"\n  }\n]\n")]
    [InlineData("{\n  \"title\": \"Kelp\",\n  \"abstract\": \"We map kelp.\"\n}\n")]
    [InlineData("{\"key\":\"kelp\"}\n")]
    public void Json_in_another_shape_is_told_from_other_files(string text)
    {
        Assert.StartsWith("this is JSON, but not one paper a line", Assert.Single(Reading.Of(text).Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_of_something_else_is_not_a_listing()
    {
        Assert.Equal("unknown", Reading.Of("{\"key\":\"kelp\",\"title\":\"Kelp\"}\n{\"key\":\"bell\",\"title\":\"Bell\"}\n").Format);
    }

    [Fact]
    public void BibTex_accents_and_braces_are_decoded_but_the_abstract_is_untouched()
    {
        var reading = Reading.Of(SomeListings.BibTex);

        Assert.Equal("bibtex", reading.Format);
        Assert.Empty(reading.Skipped);
        var kelp = reading.Papers[0];
        Assert.Equal(("Kelp Maps from Small Drönes", "Kelp is mapped by drones with 9\\% error."), (kelp.Title, kelp.Abstract));
        Assert.Equal(["Adá Quill", "Bo van den Berg"], kelp.Authors);
        Assert.Equal((true, (int?)null), (kelp.EtAl, kelp.AuthorCount));
        Assert.Equal(("2404.00001", "cs.CV", "10.5555/kelp.1"), (kelp.ArxivId, kelp.Category, kelp.Doi));
        Assert.Equal((new DateOnly(2024, 4, 22), 2, 9), (kelp.Published, kelp.Line, kelp.LineOf(PaperField.Abstract)));
    }

    [Fact]
    public void BibTex_month_and_year_are_no_day()
    {
        var bells = Reading.Of(SomeListings.BibTex).Papers[1];

        Assert.Equal(("Bell Tower", (DateOnly?)null), (bells.Title, bells.Published));
    }

    [Fact]
    public void Broken_BibTex_entry_costs_only_itself()
    {
        var reading = Reading.Of($"@article{{broken,\n  title = {{Never closed,\n  abstract = {{x}}\n\n{SomeListings.BibTex}\n@book{{bare, title = {{No Abstract}}}}\n@misc{{cut, title = {{Cut");

        Assert.Equal(2, reading.Papers.Count);
        Assert.Equal([1, 17, 18], reading.Skipped.Select(entry => entry.Line));
    }

    [Theory]
    [InlineData(@"Caf{\'e} M\""uller \o re {\ss} \c{S}im\c{s}ek \v{C}apek \'{\i} Dvo\v r\'ak", "Café Müller øre ß Şimşek Čapek í Dvořák")]
    [InlineData(@"On \emph{Deep} {N}ets \& $O(n^{2})$ at 5\%", @"On Deep Nets & $O(n^{2})$ at 5%")]
    [InlineData(@"\AA ngstr\""{o}m and {\O}resund", "Ångström and Øresund")]
    public void Latex_becomes_plain_text_outside_formulas(string latex, string plain)
    {
        Assert.Equal(plain, PaperBot.Listings.Records.LatexText.Decode(latex));
    }

    [Fact]
    public void Ris_record_is_read_with_continued_lines()
    {
        var reading = Reading.Of(SomeListings.Ris);

        Assert.Equal("ris", reading.Format);
        Assert.Empty(reading.Skipped);
        var kelp = reading.Papers[0];
        Assert.Equal(("Kelp is mapped by drones.", new DateOnly(2024, 4, 22), "2404.00001"), (kelp.Abstract, kelp.Published, kelp.ArxivId));
        Assert.Equal(["Ada Quill", "Bo Vance"], kelp.Authors);
        Assert.Equal(("Bell Tower", (DateOnly?)null, 12), (reading.Papers[1].Title, reading.Papers[1].Published, reading.Papers[1].Line));
    }

    [Fact]
    public void Ris_record_that_is_cut_off_is_left_out()
    {
        var reading = Reading.Of(SomeListings.Ris.TrimEnd()[..^6]);

        Assert.Single(reading.Papers);
        Assert.Equal(12, Assert.Single(reading.Skipped).Line);
    }

    [Fact]
    public void Arxiv_email_is_unwrapped()
    {
        var reading = Reading.Of(SomeListings.Email);

        Assert.Equal("arxiv-email", reading.Format);
        Assert.Empty(reading.Skipped);
        var kelp = reading.Papers[0];
        Assert.Equal(("Kelp Maps from Small Drones", "Kelp is mapped by drones. The Abstract: of it wraps."), (kelp.Title, kelp.Abstract));
        Assert.Equal(["Ada Quill", "Bo Vance", "Tam Ito"], kelp.Authors);
        Assert.Equal(("2404.00001", "cs.CV", new DateOnly(2024, 4, 22)), (kelp.ArxivId, kelp.Category, kelp.Published));
        Assert.Equal(("10.5555/kelp.1", "https://arxiv.org/abs/2404.00001", (int?)null), (kelp.Doi, kelp.Url, kelp.Comments));
        Assert.Equal("cs/0112017", reading.Papers[1].ArxivId);
    }

    [Fact]
    public void Arxiv_page_is_read_with_and_without_labels()
    {
        var reading = Reading.Of(SomeListings.ArxivPage);

        Assert.Equal("arxiv-listing", reading.Format);
        Assert.Empty(reading.Skipped);
        Assert.Equal("Kelp is mapped by drones. This follows arXiv:1901.00001 closely.", reading.Papers[0].Abstract);
        Assert.Equal(("2404.00001", "cs.CV", 2), (reading.Papers[0].ArxivId, reading.Papers[0].Category, reading.Papers[0].AuthorCount));
        Assert.Equal(["Tam Ito", "Solveig Ny"], reading.Papers[1].Authors);
    }

    [Fact]
    public void Copied_page_of_one_arxiv_paper_is_read()
    {
        var paper = Assert.Single(Reading.Of(
            """
            Computer Science > Sound
            [Submitted on 12 Mar 2024 (v1), last revised 3 May 2024 (this version, v2)]
            Title:Bell Tower: Which Bell Rang?
            Authors:Tam Ito, Solveig Ny
            View PDF HTML (experimental)
            Abstract:Bells are told apart by their partials. Rain makes it harder.
            Subjects:	Sound (cs.SD); Machine Learning (cs.LG)
            Cite as:	arXiv:2403.00009 [cs.SD]
             	(or arXiv:2403.00009v2 [cs.SD] for this version)
            """).Papers);

        Assert.Equal(("Bell Tower: Which Bell Rang?", "Bells are told apart by their partials. Rain makes it harder."), (paper.Title, paper.Abstract));
        Assert.Equal(("2403.00009", new DateOnly(2024, 3, 12), "cs.SD"), (paper.ArxivId, paper.Published, paper.Category));
    }

    [Fact]
    public void Atom_entry_is_read()
    {
        var reading = Reading.Of(SomeListings.Atom);

        Assert.Equal("atom", reading.Format);
        Assert.Empty(reading.Skipped);
        var kelp = reading.Papers[0];
        Assert.Equal(("Kelp Maps from Small Drones", "Kelp & moss are mapped by drones."), (kelp.Title, kelp.Abstract));
        Assert.Equal(("2404.00001", "cs.CV", new DateOnly(2024, 4, 22)), (kelp.ArxivId, kelp.Category, kelp.Published));
        Assert.Equal(("10.5555/kelp.1", "http://arxiv.org/abs/2404.00001v2"), (kelp.Doi, kelp.Url));
        Assert.Equal(["Tollan"], kelp.Affiliations);
        Assert.Equal(4, kelp.Line);
    }

    [Fact]
    public void Broken_Atom_entry_costs_only_itself()
    {
        var reading = Reading.Of(SomeListings.Atom.Replace("&amp;", "&", StringComparison.Ordinal));

        Assert.Equal("Bell Tower", Assert.Single(reading.Papers).Title);
        Assert.Contains("not valid XML", Assert.Single(reading.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Feed_with_a_document_type_is_refused()
    {
        var reading = Reading.Of(SomeListings.Atom.Replace("<feed", "<!DOCTYPE feed [<!ENTITY a \"b\">]>\n<feed", StringComparison.Ordinal));

        Assert.Empty(reading.Papers);
        Assert.Contains("DTD", Assert.Single(reading.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Arxiv_list_page_in_html_is_read()
    {
        var reading = Reading.Of(SomeListings.Html);

        Assert.Equal("html", reading.Format);
        var kelp = Assert.Single(reading.Papers);
        Assert.Equal(("Kelp Maps from Small Drones", "Kelp & moss are mapped by drones."), (kelp.Title, kelp.Abstract));
        Assert.Equal(("2404.00001", "cs.CV", 2, 4), (kelp.ArxivId, kelp.Category, kelp.AuthorCount, kelp.Line));
    }

    [Fact]
    public void Any_page_is_read_in_the_lines_a_browser_would_copy()
    {
        var reading = Reading.Of(
            $"""
            <html><body><nav>Models</nav><h1>Daily Papers</h1><p>byAK and the research community</p>
            <article><h3><a href="/papers/1">Kelp Maps from Small Drones</a></h3><p>{SomeListings.Kelp}</p>
            <div><span>•</span> 6 authors</div><div>·</div><div>Apr 22, 2024 <a>3</a></div></article>
            <script>var x = "<p>no paper</p>";</script></body></html>
            """);

        var kelp = Assert.Single(reading.Papers);
        Assert.Equal(("Kelp Maps from Small Drones", SomeListings.Kelp), (kelp.Title, kelp.Abstract));
        Assert.Equal((6, new DateOnly(2024, 4, 22), 3), (kelp.AuthorCount, kelp.Published, kelp.Comments));
    }

    [Fact]
    public void Headings_around_the_papers_of_a_page_are_no_papers()
    {
        var reading = Reading.Of(
            $"""
            <html><body><header>Tollan Reading Room</header><h1>This Week</h1>
            <h3>Kelp Maps from Small Drones</h3><p>{SomeListings.Kelp}</p>
            <h3>BellTower: Which Bell Rang?</h3><p>{SomeListings.Bells}</p>
            <div>About this page</div></body></html>
            """);

        Assert.Equal(["Kelp Maps from Small Drones", "BellTower: Which Bell Rang?"], reading.Papers.Select(paper => paper.Title));
        Assert.Empty(reading.Skipped);
    }

    [Fact]
    public void Rss_item_of_arxiv_is_read()
    {
        var paper = Assert.Single(Reading.Of(
            """
            <?xml version='1.0' encoding='UTF-8'?>
            <rss xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel><title>cs.CV updates</title>
            <item><title>Kelp Maps</title><link>https://arxiv.org/abs/2404.00001</link>
            <description>arXiv:2404.00001v1 Announce Type: new
            Abstract: Kelp is mapped by drones.</description><category>cs.CV</category><dc:creator>Ada Quill, Bo Vance</dc:creator></item>
            </channel></rss>
            """).Papers);

        Assert.Equal(("Kelp Maps", "Kelp is mapped by drones.", "2404.00001"), (paper.Title, paper.Abstract, paper.ArxivId));
        Assert.Equal(["Ada Quill", "Bo Vance"], paper.Authors);
    }

    [Fact]
    public void Page_of_one_paper_states_it_in_citation_elements()
    {
        var paper = Assert.Single(Reading.Of(
            """
            <!doctype html><html><head><meta name="citation_title" content="Bell Tower"><meta name="citation_author" content="Ito, Tam">
            <meta name="citation_date" content="2024/03/12"><meta name="citation_arxiv_id" content="2403.00009">
            <meta name="citation_abstract" content="Bells are told apart."></head><body><p>other text</p></body></html>
            """).Papers);

        Assert.Equal(("Bell Tower", "Bells are told apart.", "2403.00009"), (paper.Title, paper.Abstract, paper.ArxivId));
        Assert.Equal("Tam Ito", Assert.Single(paper.Authors!));
    }

    [Fact]
    public void Pasted_title_and_abstract_are_a_listing_of_one()
    {
        var reading = Reading.Of(SomeListings.Pasted);

        Assert.Equal("pasted", reading.Format);
        var paper = Assert.Single(reading.Papers);
        Assert.Equal("Kelp Maps from Small Drones", paper.Title);
        Assert.Equal(
            "Kelp forests are mapped by divers, which is slow. We train a small network on drone images and reach high agreement with the divers."
            + "\n\nThe maps are ready within an hour, and they cost a tenth of a dive.",
            paper.Abstract);
        Assert.Equal(3, paper.LineOf(PaperField.Abstract));
    }

    [Fact]
    public void Pasted_authors_between_title_and_abstract_are_read()
    {
        var paper = Assert.Single(Reading.Of($"Kelp Maps\nAda Quill, Bo Vance\n\nAbstract\n{SomeListings.Bells}\n").Papers);

        Assert.Equal(["Ada Quill", "Bo Vance"], paper.Authors);
        Assert.Equal(("Kelp Maps", SomeListings.Bells), (paper.Title, paper.Abstract));
    }
}
