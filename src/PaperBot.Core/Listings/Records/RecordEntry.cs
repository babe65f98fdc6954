using PaperBot.Papers;

namespace PaperBot.Listings.Records;

/// <summary>What a tagged record states, before it is known to be a paper.</summary>
internal sealed record RecordFacts : PaperFacts
{
    public string? Title { get; init; }

    public string? Abstract { get; init; }
}

/// <summary>Turns a tagged record into a listing entry; the reasons are the same in every tagged format.</summary>
internal static class RecordEntry
{
    /// <param name="facts">What the record states.</param>
    /// <param name="line">Where it begins.</param>
    /// <param name="fieldLines">Lines of facts that stand elsewhere.</param>
    public static ListingEntry From(RecordFacts facts, int line, IReadOnlyDictionary<PaperField, int>? fieldLines = null)
    {
        if (string.IsNullOrWhiteSpace(facts.Title))
        {
            return new SkippedEntry(line, "this record has no title");
        }

        if (string.IsNullOrWhiteSpace(facts.Abstract))
        {
            return new SkippedEntry(line, $"the record \"{Shorten(facts.Title)}\" has no abstract");
        }

        return new ReadEntry(new ListedPaper
        {
            Title = facts.Title.Trim(),
            Abstract = facts.Abstract.Trim(),
            Line = line,
            FieldLines = fieldLines ?? new Dictionary<PaperField, int>(),
            Authors = facts.Authors,
            AuthorCount = facts.AuthorCount,
            EtAl = facts.EtAl,
            Affiliations = facts.Affiliations,
            Published = facts.Published,
            Category = string.IsNullOrWhiteSpace(facts.Category) ? null : facts.Category.Trim(),
            Score = facts.Score,
            Comments = facts.Comments,
            ArxivId = facts.ArxivId,
            Doi = facts.Doi,
            Url = facts.Url,
        });
    }

    private static string Shorten(string title) => title.Length <= 80 ? title : title[..(char.IsHighSurrogate(title[78]) ? 78 : 79)] + "…";
}
