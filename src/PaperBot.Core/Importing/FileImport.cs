using System.Globalization;
using PaperBot.Listings;
using PaperBot.Papers;

namespace PaperBot.Importing;

/// <summary>Gives the store one file's papers and collects what had to be left out.</summary>
internal sealed class FileImport(ListingReading reading, Action<int> progress)
{
    // A damaged file of 256 MB could have millions; nobody reads more than the first of them.
    private const int SkippedKept = 10_000;

    // Often enough for a bar that moves, seldom enough to cost nothing.
    private const int ProgressEvery = 500;

    private readonly List<SkippedEntry> _skipped = [];
    private int _skippedMore;

    /// <summary>Papers read.</summary>
    public int Papers { get; private set; }

    /// <summary>What was left out, in file order.</summary>
    public IReadOnlyList<SkippedEntry> Skipped => _skippedMore == 0
        ? _skipped
        :
        [
            .. _skipped,
            new SkippedEntry(
                _skipped[^1].Line + 1,
                string.Create(CultureInfo.InvariantCulture, $"{_skippedMore} more records after this line could not be read")),
        ];

    /// <summary>The papers, read while they are enumerated.</summary>
    /// <exception cref="ListingFaultException">The reader failed, which is a mistake in this program.</exception>
    public IEnumerable<ListedPaper> Read()
    {
        using var entries = reading.Entries.GetEnumerator();
        while (Next(entries) is { } entry)
        {
            if (entry is ReadEntry read)
            {
                Papers++;
                if (Papers % ProgressEvery == 0)
                {
                    progress(Papers);
                }

                yield return read.Paper;
            }
            else if (entry is SkippedEntry skipped)
            {
                Skip(skipped);
            }
        }

        if (Papers == 0 && _skipped.Count == 0)
        {
            Skip(new SkippedEntry(1, "no paper was found in this file"));
        }
    }

    private void Skip(SkippedEntry skipped)
    {
        if (_skipped.Count < SkippedKept)
        {
            _skipped.Add(skipped);
        }
        else
        {
            _skippedMore++;
        }
    }

    private static ListingEntry? Next(IEnumerator<ListingEntry> entries)
    {
        try
        {
            return entries.MoveNext() ? entries.Current : null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new ListingFaultException(exception);
        }
    }
}

/// <summary>Tells a failure of the reader from a failure of the store that enumerates it.</summary>
internal sealed class ListingFaultException(Exception cause) : Exception(cause.Message, cause);
