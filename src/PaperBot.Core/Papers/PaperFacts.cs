namespace PaperBot.Papers;

/// <summary>
/// What is known of a paper beside its title and abstract. A fact that no source states is null, never guessed.
/// </summary>
public record PaperFacts
{
    /// <summary>Authors in printed order, as printed; incomplete when <see cref="EtAl"/> is true.</summary>
    public IReadOnlyList<string>? Authors { get; init; }

    /// <summary>How many authors the paper has: stated by the source, or the length of a complete list. At least 1.</summary>
    public int? AuthorCount { get; init; }

    /// <summary>True when the source cut the author list with "et al.".</summary>
    public bool EtAl { get; init; }

    /// <summary>Institutions in printed order, as printed (<c>meta-ai</c>, <c>mit</c>).</summary>
    public IReadOnlyList<string>? Affiliations { get; init; }

    /// <summary>Day of publication; null unless day, month and year are all stated.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>Primary category as printed (<c>CL</c>, <c>cs.CL</c>).</summary>
    public string? Category { get; init; }

    /// <summary>The source's own ranking score, in the source's own unit.</summary>
    public double? Score { get; init; }

    /// <summary>Number of comments the source counted. At least 0.</summary>
    public int? Comments { get; init; }

    /// <summary>The paper's own arXiv identifier without version (<c>2403.07816</c>, <c>cs/0112017</c>).</summary>
    public string? ArxivId { get; init; }

    /// <summary>The paper's own DOI, lower case, without resolver prefix.</summary>
    public string? Doi { get; init; }

    /// <summary>A link the source prints as the paper's own.</summary>
    public string? Url { get; init; }
}
