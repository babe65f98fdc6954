using PaperBot.Listings.Arxiv;
using PaperBot.Listings.Markup;
using PaperBot.Listings.Pages;
using PaperBot.Listings.Records;

namespace PaperBot.Listings;

/// <summary>Opens files that list papers. The content decides the layout, never the file's name.</summary>
internal sealed class ListingReader : IListingReader
{
    /// <summary>The format name of a file that is not a listing.</summary>
    public const string UnknownFormat = "unknown";

    private const string NotAListing =
        "this is not a listing of papers: accepted are saved listing pages (text or HTML), lines of titles and abstracts, arXiv "
        + "listings and e-mails, arXiv Atom feeds, JSON lines, BibTeX, RIS, or one pasted title and abstract";

    private const string NotJsonLines =
        "this is JSON, but not one paper a line; write each paper as one object with \"title\" and \"abstract\" on a line of its own";

    // Readers accept a header anywhere in the first 1024 bytes (PDF Reference 1.7, appendix H, note 13).
    private const int LinesBeforePdfHeader = 20;

    /// <summary>Below this, a layout is a coincidence.</summary>
    private const double Convincing = 0.5;

    /// <summary>Ordered so that of two equally convincing layouts the more specific comes first.</summary>
    private readonly IListingLayout[] _layouts =
    [
        new TrendingPage(),
        new ScoredPage(),
        new TitleAbstractLines(),
        new JsonLines(),
        new BibTex(),
        new Ris(),
        new ArxivEmail(),
        new ArxivListing(),
        new AtomFeed(),
        new HtmlPage(),
        new Pasted(),
    ];

    /// <summary>Opens a file. One that is missing, a folder or locked gives a reading with the reason as its only entry.</summary>
    public ListingReading OpenFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refuse($"the file cannot be opened: {exception.Message.TrimEnd('.')}", null);
        }
    }

    /// <summary>Recognises the layout of <paramref name="stream"/> and begins to read it.</summary>
    /// <param name="stream">Need not be seekable; disposed with the result.</param>
    public ListingReading Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek && stream.Length - stream.Position > ByteLines.MaxFileBytes)
        {
            return Refuse("the file is larger than 256 MB; split it and import the parts", stream);
        }

        var text = new ListingText(stream);
        if (ReasonToRefuse(text) is { } reason)
        {
            return Refuse(reason, text);
        }

        var (layout, evidence) = _layouts
            .Select(layout => (layout, evidence: layout.Evidence(text)))
            .MaxBy(candidate => candidate.evidence);
        return evidence >= Convincing
            ? new ListingReading(layout.Format, Read(layout, text), text)
            : Refuse(JsonLines.IsJson(text) ? NotJsonLines : NotAListing, text);
    }

    private static string? ReasonToRefuse(ListingText text)
    {
        if (text.Head.Take(LinesBeforePdfHeader).Any(line => line.Text.StartsWith("%PDF-", StringComparison.Ordinal)))
        {
            return "this is a PDF, which is not read; paste title and abstract, or import a listing";
        }

        if (text.Head.Any(line => line.Fault is not null && line.Text.Length == 0) || ControlShare(text) > 0.02)
        {
            return "this is a binary file, not a listing of papers";
        }

        return text.Head.All(line => line.IsBlank) ? text.Failure?.Reason ?? "the file is empty" : null;
    }

    private static double ControlShare(ListingText text)
    {
        var all = text.Head.Sum(line => (long)line.Text.Length);
        var control = text.Head.Sum(line => (long)line.Text.Count(c => char.IsControl(c) && c is not ('\t' or '\f')));
        return all == 0 ? 0 : (double)control / all;
    }

    private static IEnumerable<ListingEntry> Read(IListingLayout layout, ListingText text)
    {
        var any = false;
        foreach (var entry in layout.Read(text))
        {
            any = true;
            yield return entry;
        }

        // A file that yields nothing must not look like one that was read.
        if (!any)
        {
            yield return new SkippedEntry(1, $"this looks like a listing ({layout.Format}), but no paper could be found in it");
        }

        if (text.Failure is { } failure)
        {
            yield return failure;
        }
    }

    private static ListingReading Refuse(string reason, IDisposable? source) =>
        new(UnknownFormat, [new SkippedEntry(1, reason)], source);
}
