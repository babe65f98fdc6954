namespace PaperBot.Papers;

/// <summary>The facts a listing can state about a paper. The order is the order of display.</summary>
public enum PaperField
{
    Title,
    Abstract,
    Authors,
    AuthorCount,
    Affiliations,
    Published,
    Category,
    Score,
    Comments,
    ArxivId,
    Doi,
    Url,
}
