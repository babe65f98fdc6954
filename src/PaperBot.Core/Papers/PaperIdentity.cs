namespace PaperBot.Papers;

/// <summary>
/// Decides whether a listed record is a paper already known. The same arXiv id or DOI says yes; the same title
/// (<see cref="TitleKey"/>) says yes unless the identifiers differ or both author lists are known and share nobody.
/// Known papers are never fused: a record that fits two of them goes to the better fit.
/// </summary>
internal static class PaperIdentity
{
    private const string ArxivDoi = "10.48550/arxiv.";

    /// <summary>The DOI that arXiv itself registers for a preprint says no more than the arXiv id.</summary>
    public static bool IsArxivDoi(string doi) => doi.StartsWith(ArxivDoi, StringComparison.OrdinalIgnoreCase);

    /// <summary>The arXiv id as compared, lower case: stated, or read from arXiv's own DOI.</summary>
    public static string? ArxivKey(PaperFacts facts) =>
        facts.ArxivId?.ToLowerInvariant()
        ?? (facts.Doi is { } doi && IsArxivDoi(doi) ? doi[ArxivDoi.Length..].ToLowerInvariant() : null);

    /// <summary>A publisher's DOI as compared, lower case.</summary>
    public static string? DoiKey(PaperFacts facts) =>
        facts.Doi is { } doi && !IsArxivDoi(doi) ? doi.ToLowerInvariant() : null;

    /// <summary>The known paper a record belongs to by its DOI: a DOI shared by two arXiv ids is that of a whole volume.</summary>
    public static MergedPaper? ChooseByDoi(ListedPaper listed, IEnumerable<MergedPaper> known) =>
        known.FirstOrDefault(paper => !Differ(ArxivKey(paper.Paper), ArxivKey(listed)));

    /// <summary>
    /// The known paper of the same title a record belongs to, or null: of those it does not contradict, the one with the same
    /// abstract, then one that shares an author, then the first.
    /// </summary>
    public static MergedPaper? ChooseByTitle(ListedPaper listed, IEnumerable<MergedPaper> namesakes) =>
        namesakes
            .Where(paper => !Contradicts(paper.Paper, listed))
            .OrderByDescending(paper => paper.Texts.Any(text => PrintedText.SameWords(text.Listed.Abstract, listed.Abstract)))
            .ThenByDescending(paper => ShareSomeone(paper.Paper, listed) ?? false)
            .FirstOrDefault();

    private static bool Contradicts(PaperFacts known, PaperFacts listed) =>
        Differ(ArxivKey(known), ArxivKey(listed))
        || Differ(DoiKey(known), DoiKey(listed))
        || ShareSomeone(known, listed) == false;

    private static bool Differ(string? one, string? other) =>
        one is not null && other is not null && !string.Equals(one, other, StringComparison.Ordinal);

    private static bool? ShareSomeone(PaperFacts one, PaperFacts other) =>
        one.Authors is { Count: > 0 } known && other.Authors is { Count: > 0 } listed
            ? AuthorMatch.ShareSomeone(known, listed)
            : null;
}
