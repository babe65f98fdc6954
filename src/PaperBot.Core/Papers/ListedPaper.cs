namespace PaperBot.Papers;

/// <summary>One record of a listing: what one source states about one paper.</summary>
public sealed record ListedPaper : PaperFacts
{
    /// <summary>Title as printed, page chrome removed, without surrounding white space. Never empty.</summary>
    public required string Title { get; init; }

    /// <summary>Abstract exactly as printed; wrapped lines of a wrapping format are joined by one space. Never empty.</summary>
    public required string Abstract { get; init; }

    /// <summary>1-based line on which the record's title (or, in tagged formats, the record) begins.</summary>
    public required int Line { get; init; }

    /// <summary>1-based lines of the facts that stand elsewhere than on <see cref="Line"/>.</summary>
    public IReadOnlyDictionary<PaperField, int> FieldLines { get; init; } = NoLines;

    private static readonly IReadOnlyDictionary<PaperField, int> NoLines = new Dictionary<PaperField, int>();

    /// <summary>The 1-based line on which <paramref name="field"/> is stated.</summary>
    public int LineOf(PaperField field) => FieldLines.GetValueOrDefault(field, Line);
}
