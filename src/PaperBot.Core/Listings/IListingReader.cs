namespace PaperBot.Listings;

/// <summary>
/// Opens files that list papers. Whatever is wrong with a file becomes a <see cref="SkippedEntry"/> of the reading.
/// </summary>
internal interface IListingReader
{
    /// <summary>Opens a file; one that is missing, locked or too large gives a reading with the reason as its only entry.</summary>
    ListingReading OpenFile(string path);

    /// <summary>Opens a stream, which is disposed with the result.</summary>
    ListingReading Open(Stream stream);
}
