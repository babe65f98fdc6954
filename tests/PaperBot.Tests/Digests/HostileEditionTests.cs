using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using PaperBot.Archive;
using PaperBot.Digests;
using PaperBot.Summaries;
using Xunit;

namespace PaperBot.Tests.Digests;

/// <summary>Whatever stands in a paper, the files show it and do nothing else.</summary>
public sealed class HostileEditionTests
{
    private static readonly string[] Pieces =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"", "'", "\" onmouseover=\"alert(1)", "' autofocus onfocus='x", "&lt;b&gt;",
        "&amp;", "&#60;script&#62;", "&quot;", "]]>", "<![CDATA[", "</title>", "</style>", "</details>", "-->", "<!--", "<?php", "javascript:alert(1)",
        "\0", "\u0001", "\u000B", "\u001B[31m", "\u0085", "\u2028", "\u202E", "\u2066", "\u200B", "\uFEFF", "\uFFFE", "\uFFFF", "\uD800",
        "\uDC00", "😀", "שלום", "العربية", "$\\alpha$", "\\textbf{x}", "$x<y$", "\\", "`", "``", "*", "_", "[x](javascript:1)", "![x](http://e.org/i)",
        "http://evil.example/?a=1&b=2", "@everyone", "#", "\r\n", "\n\n## Heading\n", "\n> ", "|", "~~~", " ", "word", "graph", "<", ">", "&",
    ];

    private static readonly string[] Elements =
    [
        "html", "head", "meta", "title", "link", "style", "body", "header", "h1", "h2", "h3", "time", "p", "main", "section", "ul", "li", "a",
        "article", "bdi", "span", "details", "summary", "footer", "nav",
    ];

    private static readonly string[] Attributes =
    [
        "lang", "charset", "http-equiv", "content", "name", "rel", "type", "title", "href", "datetime", "class", "id", "dir", "aria-label",
    ];

    [Fact]
    public void Hostile_papers_neither_break_out_nor_break_anything()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var edition = Hostile(new Random(seed));
            var page = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(EditionHtml.Page(edition));

            Assert.Equal([], page.All.Select(e => e.LocalName).Except(Elements));
            Assert.Equal([], page.All.SelectMany(e => e.Attributes).Select(a => a.Name).Except(Attributes));
            Assert.Equal(edition.Entry.Papers.Count, page.QuerySelectorAll("article").Length);
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.All(page.QuerySelectorAll("a[href]"), a => Assert.Matches(@"\A(?:https?://|#paper-\d+\z|index\.html\z|feed\.xml\z|2026-11-20\.md\z)", a.GetAttribute("href")!));
            Assert.DoesNotContain(page.Body!.TextContent.EnumerateRunes(), r => r.Value != '\n' && IsTrick(r.Value));
            CheckFeed(edition);
            CheckDocument(edition);
        }
    }

    private static void CheckFeed(PrintedEdition edition)
    {
        var feed = XDocument.Load(new MemoryStream(EditionFeed.Of(edition.Entry.Edition.Channel, [edition], new Uri("https://e.org/d/"))));
        var item = Assert.Single(feed.Descendants("item"));
        Assert.Equal(edition.Entry.Edition.Key, item.Element("guid")!.Value);
        var content = new HtmlParser().ParseDocument(item.Elements().Single(e => e.Name.LocalName == "encoded").Value);
        Assert.Equal([], content.Body!.QuerySelectorAll("*").Select(e => e.LocalName).Except(Elements));
        Assert.Equal(edition.Entry.Papers.Count, content.QuerySelectorAll("bdi").Length);
    }

    // Each line begins as the document has it begin, whatever was put in.
    private static void CheckDocument(PrintedEdition edition)
    {
        var text = EditionMarkdown.Of(edition);
        Assert.DoesNotContain(text.EnumerateRunes(), r => r.Value is not ('\n' or 0x200B) && IsTrick(r.Value));
        var headings = edition.Groups.Count(_ => edition.IsHeaded);
        Assert.Equal(1 + headings + edition.Entry.Papers.Count, text.Split('\n').Count(l => l.StartsWith('#')));
        Assert.DoesNotMatch(@"(?<!\\)<[A-Za-z!/?]", WithoutCode(text));
        Assert.DoesNotMatch(@"(?<!\\)!\[", WithoutCode(text));
    }

    // Nothing has a meaning in code or in an address between angle brackets.
    private static string WithoutCode(string text) =>
        Regex.Replace(text, @"\\.|`[^`\n]*`|\]\(<https?://[^<>\n]*>\)", m => m.Value[0] == '\\' ? m.Value : "");

    private static bool IsTrick(int rune) => rune is < 0x20 or (>= 0x7F and < 0xA0) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
        or 0x2028 or 0x2029 or 0xFEFF or 0xFFFE or 0xFFFF or 0x200B;

    private static PrintedEdition Hostile(Random random)
    {
        string Text(int most) => string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        var papers = Enumerable.Range(1, random.Next(1, 4)).Select(i => Some.Paper(Text(8), $"p{i}") with
        {
            Abstract = Text(30), Authors = random.Next(3) == 0 ? null : [Text(3), Text(3)], Category = Text(2), IsSample = random.Next(4) == 0,
            Url = random.Next(3) switch { 0 => Text(3), 1 => "https://e.org/" + Text(3), _ => null },
            ArxivId = random.Next(2) == 0 ? Text(2) : null, Doi = Text(2),
        }).ToArray();
        var topics = new[] { Text(3), DigestGroup.Rest };
        var entry = SomeEditions.At(SomeEditions.Day, Text(3) + "c", papers) with
        {
            Papers = [.. papers.Select((p, i) => new DigestLedgerPaper(
                i + 1, p.Id, p.Title, new Tldr(Text(6), i == 0 ? TldrOrigin.Model : TldrOrigin.Abstract), topics[i == 0 ? 0 : 1], Text(3)))],
            Parts = [new DigestPart(1, $"# Paper digest\n1 paper.\n- “{Text(4).ReplaceLineEndings(" ")}” [1]\n\nrest")],
        };
        return SomeEditions.Printed(entry, [.. papers.Where(_ => random.Next(5) > 0)]);
    }
}
