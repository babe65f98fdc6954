using System.Text.RegularExpressions;

namespace PaperBot.Listings;

/// <summary>Reads the identifiers a source states as a paper's own. Never applied to running text.</summary>
internal static partial class PaperIdentifiers
{
    /// <summary>
    /// The arXiv identifier in an id field, an arXiv address or an arXiv DOI, without its version; null for anything else.
    /// Scheme: https://info.arxiv.org/help/arxiv_identifier.html.
    /// </summary>
    public static string? Arxiv(string? text) =>
        text is not null && ArxivId().Match(text.Trim()) is { Success: true } match ? match.Groups["id"].Value : null;

    /// <summary>A DOI in lower case without resolver; null for anything else. Form: DOI Handbook, section 2.2.</summary>
    public static string? Doi(string? text) =>
        text is not null && DoiName().Match(text.Trim()) is { Success: true } match
            ? match.Groups["doi"].Value.TrimEnd('.', ',', ';').ToLowerInvariant()
            : null;

    /// <summary>An absolute web address; null for anything else.</summary>
    public static string? Url(string? text)
    {
        var trimmed = text?.Trim();
        return trimmed is not null && Uri.TryCreate(trimmed, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? trimmed
            : null;
    }

    [GeneratedRegex(
        @"^(?:arxiv:\s*|https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.48550/arxiv\.)?"
        + @"(?<id>\d{4}\.\d{4,5}|[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?(?=$|[\s\[?#])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ArxivId();

    [GeneratedRegex(@"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(?<doi>10\.\d{4,9}/\S+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DoiName();
}
