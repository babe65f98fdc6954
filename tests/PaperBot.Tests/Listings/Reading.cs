using System.Text;
using PaperBot.Listings;
using PaperBot.Papers;

namespace PaperBot.Tests.Listings;

/// <summary>A listing read to its end.</summary>
internal sealed record Reading(string Format, IReadOnlyList<ListedPaper> Papers, IReadOnlyList<SkippedEntry> Skipped)
{
    public static Reading Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static Reading Of(byte[] bytes) => Of(new MemoryStream(bytes));

    public static Reading Of(Stream stream)
    {
        using var reading = new ListingReader().Open(stream);
        var entries = reading.Entries.ToList();
        return new Reading(
            reading.Format,
            [.. entries.OfType<ReadEntry>().Select(entry => entry.Paper)],
            [.. entries.OfType<SkippedEntry>()]);
    }

    /// <summary>Every fact of every paper in one text, for comparing whole readings.</summary>
    public string Facts() => string.Join('\n', Papers.Select(paper => Canonical(paper)));

    public static string Canonical(ListedPaper paper) => string.Join(
        '\u001F',
        paper.Title,
        paper.Abstract,
        paper.Authors is null ? "-" : string.Join('|', paper.Authors),
        paper.AuthorCount?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-",
        paper.EtAl ? "et al." : "-",
        paper.Affiliations is null ? "-" : string.Join('|', paper.Affiliations),
        paper.Published?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "-",
        paper.Category ?? "-",
        paper.Score?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-",
        paper.Comments?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-",
        paper.ArxivId ?? "-",
        paper.Doi ?? "-",
        paper.Url ?? "-");
}
