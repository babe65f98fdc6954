using PaperBot.Papers;

namespace PaperBot.Retrieval;

/// <summary>Which papers may appear in a result. Criteria left null do not restrict.</summary>
public sealed record PaperFilter
{
    public static PaperFilter None { get; } = new();

    /// <summary>Published on or after this day.</summary>
    public DateOnly? After { get; init; }

    /// <summary>Published on or before this day.</summary>
    public DateOnly? Before { get; init; }

    /// <summary>Category as printed, or the part after its dot (<c>CL</c> also admits <c>cs.CL</c>); case does not matter.</summary>
    public string? Category { get; init; }

    /// <summary>Part of an author's name; case and diacritics do not matter.</summary>
    public string? Author { get; init; }

    /// <summary>When set, only these papers (an edition, for example).</summary>
    public IReadOnlySet<string>? Ids { get; init; }

    /// <summary>Whether the paper may appear. An undated paper fails a date criterion: its date is not known to fit.</summary>
    public bool Admits(Paper paper) =>
        (After is null || paper.Published >= After)
        && (Before is null || paper.Published <= Before)
        && (Category is null || CategoryFits(paper.Category, Category))
        && (Author is null || (paper.Authors?.Any(a => Contains(a, Author)) ?? false))
        && (Ids is null || Ids.Contains(paper.Id));

    private static bool CategoryFits(string? printed, string wanted) =>
        printed is not null
        && (printed.Equals(wanted, StringComparison.OrdinalIgnoreCase)
            || printed[(printed.IndexOf('.', StringComparison.Ordinal) + 1)..]
                .Equals(wanted[(wanted.IndexOf('.', StringComparison.Ordinal) + 1)..], StringComparison.OrdinalIgnoreCase));

    private static bool Contains(string name, string part) =>
        System.Globalization.CultureInfo.InvariantCulture.CompareInfo.IndexOf(
            name, part, System.Globalization.CompareOptions.IgnoreCase | System.Globalization.CompareOptions.IgnoreNonSpace) >= 0;
}
