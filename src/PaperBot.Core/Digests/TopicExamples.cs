using PaperBot.Papers;

namespace PaperBot.Digests;

/// <summary>The papers that examples name.</summary>
internal static class TopicExamples
{
    private const string Address = "arxiv.org/abs/";

    /// <summary>
    /// The paper with this id, arXiv id or title, the first imported of several; null when none is stored. An arXiv id may carry
    /// a version, <c>arXiv:</c> or the site's address; a title may differ in marks and LaTeX.
    /// </summary>
    public static Paper? Find(string named, IReadOnlyList<Paper> papers)
    {
        var id = IdOf(named);
        var title = TitleKey.Of(named);
        return papers.FirstOrDefault(p => Is(p.Id, id) || Is(p.ArxivId, id) || Is(p.Id, named))
            ?? papers.FirstOrDefault(p => TitleKey.Of(p.Title) == title);
    }

    private static bool Is(string? id, string named) => string.Equals(id, named, StringComparison.OrdinalIgnoreCase);

    private static string IdOf(string named)
    {
        var from = named.IndexOf(Address, StringComparison.OrdinalIgnoreCase);
        var id = from >= 0 ? named[(from + Address.Length)..] : named;
        id = id.StartsWith("arxiv:", StringComparison.OrdinalIgnoreCase) ? id[6..].TrimStart() : id;
        var version = id.LastIndexOfAny(['v', 'V']);
        // "2101.00001v2"; a slug of a title may well hold a "v" before digits, hence the digit on its left.
        return version > 0 && version + 1 < id.Length && char.IsAsciiDigit(id[version - 1])
            && id.AsSpan(version + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? id[..version] : id;
    }
}
