namespace PaperBot.Listings;

/// <summary>A listing being read. Disposing it closes the file.</summary>
internal sealed class ListingReading(string format, IEnumerable<ListingEntry> entries, IDisposable? source) : IDisposable
{
    /// <summary>The detected layout's name, or <c>unknown</c>.</summary>
    public string Format { get; } = format;

    /// <summary>The records in file order, read while they are enumerated; enumerable once.</summary>
    public IEnumerable<ListingEntry> Entries { get; } = entries;

    public void Dispose() => source?.Dispose();
}
