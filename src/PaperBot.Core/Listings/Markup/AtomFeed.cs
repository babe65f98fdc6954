using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace PaperBot.Listings.Markup;

/// <summary>
/// Atom feeds as arXiv's interface sends them (RFC 4287, https://info.arxiv.org/help/api/user-manual.html), and its RSS. Entries are cut out
/// of the text and parsed one by one: a broken or cut entry leaves the others readable, and a large feed is never held as a whole.
/// </summary>
internal sealed partial class AtomFeed : IListingLayout
{
    /// <summary>A document type can define entities that expand without end or fetch files; feeds need none.</summary>
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    private const int LongestEntry = 4 << 20;

    public string Format => "atom";

    public double Evidence(ListingText text)
    {
        var start = string.Join('\n', text.Head.Where(line => !line.IsBlank).Take(40).Select(line => line.Text));
        return Feed().IsMatch(start) ? 0.995 : 0;
    }

    public IEnumerable<ListingEntry> Read(ListingText text)
    {
        var heading = new StringBuilder();
        var entry = new StringBuilder();
        var state = new EntryState();
        foreach (var line in text.Lines())
        {
            if (line.Fault is { } fault && !state.Inside)
            {
                yield return new SkippedEntry(line.Number, $"this line of the feed is left out: {fault}");
                continue;
            }

            state.Fault ??= line.Fault;
            for (var at = 0; at <= line.Text.Length;)
            {
                var (found, length) = Find(line.Text, at, state.Inside);
                var stop = found < 0 ? line.Text.Length : found;
                var piece = line.Text[at..stop];
                if (!state.Inside)
                {
                    AddHeading(heading, piece, state);
                    if (DocumentType().IsMatch(piece))
                    {
                        yield return new SkippedEntry(line.Number, "this feed declares a document type (DTD), which is not read for safety");
                        yield break;
                    }
                }
                else if (entry.Length <= LongestEntry)
                {
                    entry.Append(piece);
                }

                if (found < 0)
                {
                    entry.Append(state.Inside ? "\n" : string.Empty);
                    break;
                }

                if (state.Inside)
                {
                    yield return Finish(entry, state);
                    entry.Clear();
                    state.Inside = false;
                    at = found + length;
                }
                else
                {
                    state.Begin(line);
                    entry.Append(line.Text, found, length);
                    at = found + length;
                }
            }
        }

        if (state.Inside)
        {
            yield return new SkippedEntry(state.Line, "the file is cut off in the middle of this entry");
        }
    }

    private static (int At, int Length) Find(string text, int at, bool inside)
    {
        var match = (inside ? EntryEnd() : EntryStart()).Match(text, at);
        return match.Success ? (match.Index, match.Length) : (-1, 0);
    }

    private static void AddHeading(StringBuilder heading, string piece, EntryState state)
    {
        if (state.Line == 0 && heading.Length < 1 << 16)
        {
            heading.Append(piece).Append('\n');
            foreach (Match match in Namespace().Matches(heading.ToString()))
            {
                state.Namespaces[match.Groups["prefix"].Value] = match.Value;
            }
        }
    }

    private static ListingEntry Finish(StringBuilder entry, EntryState state)
    {
        if (state.Fault is { } fault || entry.Length > LongestEntry)
        {
            return new SkippedEntry(state.Line, $"this entry is left out: {state.Fault ?? "it is larger than 4 MB"}");
        }

        var name = EntryName().Match(entry.ToString()).Groups[1].Value;
        try
        {
            using var reader = XmlReader.Create(
                new StringReader($"<feed {string.Join(' ', state.Namespaces.Values)}>{entry}</{name}></feed>"), Settings);
            return AtomEntry.Read(XElement.Load(reader).Elements().First(), state.Line);
        }
        catch (XmlException exception)
        {
            return new SkippedEntry(state.Line, $"this entry is not valid XML: {exception.Message.Split(" Line ")[0].TrimEnd('.')}");
        }
    }

    private sealed class EntryState
    {
        public bool Inside { get; set; }

        public int Line { get; private set; }

        public string? Fault { get; set; }

        public Dictionary<string, string> Namespaces { get; } = new(StringComparer.Ordinal);

        public void Begin(Line line) => (Inside, Line, Fault) = (true, line.Number, line.Fault);
    }

    [GeneratedRegex(@"<(?:\w+:)?feed[\s>][^<]*xmlns|<rss[\s>]|<rdf:RDF[\s>]|^\s*(?:<\?xml[^>]*>\s*)?<(?:\w+:)?entry[\s>]")]
    private static partial Regex Feed();

    [GeneratedRegex(@"<(?:\w+:)?(?:entry|item)(?=[\s>])")]
    private static partial Regex EntryStart();

    [GeneratedRegex(@"</(?:\w+:)?(?:entry|item)\s*>")]
    private static partial Regex EntryEnd();

    [GeneratedRegex(@"^<([\w:]+)")]
    private static partial Regex EntryName();

    [GeneratedRegex(@"<!(?:DOCTYPE|ENTITY)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DocumentType();

    [GeneratedRegex(@"xmlns(?::(?<prefix>\w+))?\s*=\s*(?:""[^""<>&]*""|'[^'<>&]*')")]
    private static partial Regex Namespace();
}
