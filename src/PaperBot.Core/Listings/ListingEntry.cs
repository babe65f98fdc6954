using PaperBot.Papers;

namespace PaperBot.Listings;

/// <summary>What a listing reader yields, in file order: a paper, or a record it had to leave out.</summary>
public abstract record ListingEntry;

/// <summary>A record that could be read.</summary>
public sealed record ReadEntry(ListedPaper Paper) : ListingEntry;

/// <summary>A record, or a whole file, that could not be read.</summary>
/// <param name="Line">1-based line where it begins.</param>
/// <param name="Reason">One sentence a person understands, saying what is wrong and, where there is something to do, what.</param>
public sealed record SkippedEntry(int Line, string Reason) : ListingEntry;
