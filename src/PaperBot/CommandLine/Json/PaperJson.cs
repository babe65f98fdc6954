using PaperBot.Papers;

namespace PaperBot.CommandLine.Json;

/// <summary>A line of <c>papers</c>. Facts that no source states are null.</summary>
internal sealed record PaperJson(
    string Id, string Title, string Abstract, IReadOnlyList<string>? Authors, int? AuthorCount, bool EtAl,
    IReadOnlyList<string>? Affiliations, DateOnly? Published, string? Category, double? Score, int? Comments,
    IReadOnlyList<string> Sources, string? Url)
{
    public static PaperJson Of(Paper paper) => new(
        paper.Id, paper.Title, paper.Abstract, paper.Authors, paper.AuthorCount, paper.EtAl, paper.Affiliations, paper.Published,
        paper.Category, paper.Score, paper.Comments, paper.Sources, paper.Url);
}

/// <summary>A paper named in a result.</summary>
internal sealed record NamedPaperJson(string Id, string Title);
