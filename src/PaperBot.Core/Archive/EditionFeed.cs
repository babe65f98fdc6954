using System.Globalization;
using System.Text;
using System.Xml;

namespace PaperBot.Archive;

/// <summary>
/// A channel's editions as RSS 2.0 (https://www.rssboard.org/rss-specification), each with its text in <c>content:encoded</c>,
/// abstracts left out. Pure.
/// </summary>
internal static class EditionFeed
{
    /// <summary>More would be old news, and a file of megabytes.</summary>
    public const int MostItems = 50;

    private const string Content = "http://purl.org/rss/1.0/modules/content/";
    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>The document, in UTF-8.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="editions">Newest first; those beyond <see cref="MostItems"/> are left out.</param>
    /// <param name="address">The public address of the channel's folder, ending with a slash; null when it has none.</param>
    public static byte[] Of(string channel, IReadOnlyList<PrintedEdition> editions, Uri? address)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n",
        };
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            xml.WriteStartElement("rss");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteAttributeString("xmlns", "content", null, Content);
            xml.WriteAttributeString("xmlns", "atom", null, Atom);
            WriteChannel(xml, ShownText.Of(channel, ShownText.MostName), [.. editions.Take(MostItems)], address);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void WriteChannel(XmlWriter xml, string channel, List<PrintedEdition> editions, Uri? address)
    {
        xml.WriteStartElement("channel");
        Write(xml, "title", $"Paper digest · {channel}");

        // The element is required; without a public address it is relative to where the feed lies.
        Write(xml, "link", Address(address, EditionPaths.Index));
        Write(xml, "description", $"Digests of new papers for {channel}, each paper in one sentence.");
        Write(xml, "language", "en");
        Write(xml, "generator", "PaperBot");
        if (editions.Count > 0)
        {
            Write(xml, "lastBuildDate", Moment(editions.Max(Changed)));
        }

        if (address is not null)
        {
            xml.WriteStartElement("atom", "link", Atom);
            xml.WriteAttributeString("href", Address(address, EditionPaths.Feed));
            xml.WriteAttributeString("rel", "self");
            xml.WriteAttributeString("type", "application/rss+xml");
            xml.WriteEndElement();
        }

        foreach (var edition in editions)
        {
            WriteItem(xml, edition, address);
        }

        xml.WriteEndElement();
    }

    private static void WriteItem(XmlWriter xml, PrintedEdition edition, Uri? address)
    {
        var key = edition.Entry.Edition;
        xml.WriteStartElement("item");
        Write(xml, "title", $"Paper digest, {edition.Day}");
        if (address is not null)
        {
            Write(xml, "link", Address(address, EditionPaths.Page(key)));
        }

        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString(Allowed(key.Key));
        xml.WriteEndElement();
        Write(xml, "pubDate", Moment(edition.Entry.Made));
        var headings = string.Join(", ", edition.Groups.Select(g => ShownText.Of(g.Heading, ShownText.MostName)));
        Write(xml, "description", $"{edition.Counts}{(edition.IsHeaded ? $": {headings}" : "")}.");
        xml.WriteElementString("content", "encoded", Content, Allowed(EditionHtml.Content(edition)));
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Allowed(text));

    private static string Address(Uri? folder, string file) => folder is null ? file : new Uri(folder, file).AbsoluteUri;

    private static DateTimeOffset Changed(PrintedEdition edition) =>
        edition.Entry.Parts.Select(p => p.Changed ?? edition.Entry.Made).Append(edition.Entry.Made).Max();

    // RFC 822 with a year of four digits, as RSS asks for.
    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>
    /// The text without what XML 1.0 does not allow (https://www.w3.org/TR/xml/#charsets); half a surrogate pair goes too.
    /// </summary>
    internal static string Allowed(string text)
    {
        var allowed = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at]))
            {
                allowed.Append(text[at]).Append(text[++at]);
            }
            else if (XmlConvert.IsXmlChar(text[at]))
            {
                allowed.Append(text[at]);
            }
        }

        return allowed.Length == text.Length ? text : allowed.ToString();
    }
}
