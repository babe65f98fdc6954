using System.Globalization;
using System.Xml.Linq;
using PaperBot.Archive;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class EditionFeedTests
{
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public void Feed_has_an_item_an_edition_with_key_dates_and_content()
    {
        var channel = Read(null, Edition(0), Edition(-1));

        Assert.Equal("Paper digest · console", channel.Element("title")!.Value);
        Assert.Equal("index.html", channel.Element("link")!.Value);
        Assert.Equal("en", channel.Element("language")!.Value);
        Assert.NotEqual("", channel.Element("description")!.Value);
        var items = channel.Elements("item").ToList();
        Assert.Equal(["2026-11-20/console", "2026-11-19/console"], items.Select(i => i.Element("guid")!.Value));
        Assert.All(items, i => Assert.Equal("false", i.Element("guid")!.Attribute("isPermaLink")!.Value));
        Assert.Equal("Fri, 20 Nov 2026 08:30:00 GMT", items[0].Element("pubDate")!.Value);
        Assert.Equal("Fri, 20 Nov 2026 08:30:00 GMT", channel.Element("lastBuildDate")!.Value);
        Assert.Equal("Paper digest, 20 November 2026", items[0].Element("title")!.Value);
        Assert.Equal("1 paper.", items[0].Element("description")!.Value);
        Assert.Contains("<h2>1. <bdi>Kites &amp; Stars</bdi></h2>", items[0].Element(Content + "encoded")!.Value, StringComparison.Ordinal);
        Assert.All(items, i => Assert.True(DateTimeOffset.TryParseExact(
            i.Element("pubDate")!.Value, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)));
    }

    [Fact]
    public void Only_with_a_public_address_does_it_name_itself_and_link_items()
    {
        var without = Read(null, Edition(0));
        Assert.Empty(without.Elements(Atom + "link"));
        Assert.Empty(without.Elements("item").Elements("link"));

        var with = Read(new Uri("https://example.org/digests/lab%252F1/"), Edition(0));
        Assert.Equal("https://example.org/digests/lab%252F1/feed.xml", with.Element(Atom + "link")!.Attribute("href")!.Value);
        Assert.Equal("self", with.Element(Atom + "link")!.Attribute("rel")!.Value);
        Assert.Equal("https://example.org/digests/lab%252F1/index.html", with.Element("link")!.Value);
        Assert.Equal("https://example.org/digests/lab%252F1/2026-11-20.html", with.Element("item")!.Element("link")!.Value);
    }

    [Fact]
    public void It_ends_after_fifty_editions()
    {
        var items = Read(null, [.. Enumerable.Range(0, 60).Select(i => Edition(-i))]).Elements("item").ToList();

        Assert.Equal(50, items.Count);
        Assert.Equal("2026-11-20/console", items[0].Element("guid")!.Value);
    }

    [Fact]
    public void An_edition_that_was_changed_counts_as_built_then()
    {
        var changed = Edition(0);
        var later = changed.Entry.Made.AddHours(5);
        changed = changed with { Entry = changed.Entry with { Parts = [changed.Entry.Parts[0] with { Changed = later }] } };

        Assert.Equal("Fri, 20 Nov 2026 13:30:00 GMT", Read(null, changed).Element("lastBuildDate")!.Value);
    }

    [Fact]
    public void Characters_that_xml_does_not_allow_are_removed()
    {
        Assert.Equal("abcde", EditionFeed.Allowed("a\0b\u000Bc\uFFFEd\uD800e"));
        Assert.Equal("😀\t\n", EditionFeed.Allowed("😀\t\n"));
        Assert.Equal("", EditionFeed.Allowed("\uDC00\uD83D"));
    }

    private static PrintedEdition Edition(int days)
    {
        var paper = Some.Paper("Kites & Stars", "kites");
        return SomeEditions.Printed(SomeEditions.At(SomeEditions.Day.AddDays(days), "console", paper), paper);
    }

    private static XElement Read(Uri? address, params PrintedEdition[] editions)
    {
        var feed = XDocument.Load(new MemoryStream(EditionFeed.Of("console", editions, address)));
        Assert.Equal("2.0", feed.Root!.Attribute("version")!.Value);
        return Assert.Single(feed.Root.Elements("channel"));
    }
}
