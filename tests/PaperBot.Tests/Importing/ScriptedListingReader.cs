using PaperBot.Listings;

namespace PaperBot.Tests.Importing;

/// <summary>Reads one paper from each line; a line "!reason" is skipped, "boom" is a mistake of the reader.</summary>
internal sealed class ScriptedListingReader : IListingReader
{
    public ListingReading OpenFile(string path)
    {
        try
        {
            return Open(File.OpenRead(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ListingReading("unknown", [new SkippedEntry(1, $"the file cannot be opened: {exception.Message}")], null);
        }
    }

    public ListingReading Open(Stream stream) => new("lines", Read(new StreamReader(stream)), stream);

    private static IEnumerable<ListingEntry> Read(StreamReader lines)
    {
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            yield return line switch
            {
                "boom" => throw new InvalidOperationException("a mistake"),
                ['!', .. var reason] => new SkippedEntry(number, reason),
                _ => new ReadEntry(Some.Listed(line, line: number)),
            };
        }
    }
}
