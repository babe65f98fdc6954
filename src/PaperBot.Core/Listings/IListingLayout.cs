namespace PaperBot.Listings;

/// <summary>One way of writing papers down in a file.</summary>
internal interface IListingLayout
{
    /// <summary>The layout's name as reported to people and programs (<c>trending-page</c>).</summary>
    string Format { get; }

    /// <summary>
    /// How strongly the beginning of the file speaks for this layout: 0 not at all, 1 beyond doubt. Looks at
    /// <see cref="ListingText.Head"/> only; never throws.
    /// </summary>
    double Evidence(ListingText text);

    /// <summary>
    /// Reads the records in file order, lazily. Content never makes it throw: what cannot be read becomes a
    /// <see cref="SkippedEntry"/> and reading goes on with the next record.
    /// </summary>
    IEnumerable<ListingEntry> Read(ListingText text);
}
