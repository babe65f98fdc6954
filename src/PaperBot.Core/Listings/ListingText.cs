namespace PaperBot.Listings;

/// <summary>A file's text: its beginning, held to recognise the layout, and all of its lines, read once and in order.</summary>
internal sealed class ListingText : IDisposable
{
    /// <summary>Enough to see a layout repeat dozens of times, little enough to hold beside any file.</summary>
    private const int HeadLines = 600;
    private const int HeadCharacters = 1 << 19;

    private readonly ByteLines? _lines;
    private readonly List<Line> _head = [];
    private bool _opened;

    /// <summary>Reads the beginning of <paramref name="stream"/>, which is disposed with this object.</summary>
    public ListingText(Stream stream)
    {
        var lines = _lines = new ByteLines(stream);
        var characters = 0;
        while (_head.Count < HeadLines && characters < HeadCharacters)
        {
            if (lines.Next() is not { } line)
            {
                IsWhole = true;
                break;
            }

            _head.Add(line);
            characters += line.Text.Length;
        }
    }

    /// <summary>Text that is already in lines, such as a web page's.</summary>
    public ListingText(IEnumerable<Line> lines)
    {
        _head.AddRange(lines);
        IsWhole = true;
    }

    /// <summary>The first lines of the file.</summary>
    public IReadOnlyList<Line> Head => _head;

    /// <summary>True when <see cref="Head"/> is the whole file.</summary>
    public bool IsWhole { get; }

    /// <summary>Why reading stopped early, or null; final once <see cref="Lines"/> has ended.</summary>
    public SkippedEntry? Failure => _lines?.Failure;

    /// <summary>True when the file ends without a line end, as a file cut off in the middle does; final once <see cref="Lines"/> has ended.</summary>
    public bool EndsMidLine => _lines?.EndsMidLine ?? false;

    /// <summary>Every line, once.</summary>
    /// <exception cref="InvalidOperationException">The lines were already read.</exception>
    public IEnumerable<Line> Lines()
    {
        if (_opened)
        {
            throw new InvalidOperationException("A listing's lines can be read only once.");
        }

        _opened = true;
        return Walk();
    }

    /// <summary>Every line that shows something, once.</summary>
    public IEnumerable<Line> VisibleLines() => Lines().Where(line => !line.IsBlank);

    public void Dispose() => _lines?.Dispose();

    private IEnumerable<Line> Walk()
    {
        foreach (var line in _head)
        {
            yield return line;
        }

        _head.Clear();
        while (!IsWhole && _lines?.Next() is { } line)
        {
            yield return line;
        }
    }
}
