using System.Text;
using System.Text.Unicode;

namespace PaperBot.Listings;

/// <summary>
/// Splits a stream into lines in bounded memory. Line ends are LF, CR LF or CR. Text is UTF-8, or UTF-16/32 when a byte order
/// mark says so; a line that is not valid UTF-8 is read as Windows-1252, the usual other encoding of saved pages.
/// </summary>
/// <param name="stream">Read once, from its current position; disposed with this object.</param>
internal sealed class ByteLines(Stream stream) : IDisposable
{
    /// <summary>Longest usable line. Abstracts have some 2 KB; a megabyte in one line is a data dump, and is not buffered.</summary>
    public const int MaxLineBytes = 1 << 20;

    /// <summary>Largest file. A year of arXiv abstracts fits; anything larger is not a listing somebody reads.</summary>
    public const long MaxFileBytes = 256L << 20;

    private const int ChunkBytes = 1 << 16;

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private readonly byte[] _raw = new byte[ChunkBytes];
    private byte[] _chunk = [];
    private int _at;
    private int _end;
    private long _read;
    private bool _started;
    private Decoder? _decoder;
    private Encoder? _encoder;

    private byte[] _line = new byte[4096];
    private int _length;
    private int _number;
    private bool _tooLong;
    private bool _skipLineFeed;

    /// <summary>Why reading stopped before the end of the file, or null.</summary>
    public SkippedEntry? Failure { get; private set; }

    /// <summary>True once the end was reached and the last line had no line end: the file may be cut off there.</summary>
    public bool EndsMidLine { get; private set; }

    /// <summary>The next line, or null at the end.</summary>
    public Line? Next()
    {
        _length = 0;
        _tooLong = false;
        var any = false;
        while (Fill())
        {
            if (_skipLineFeed)
            {
                _skipLineFeed = false;
                if (_chunk[_at] == '\n')
                {
                    _at++;
                    continue;
                }
            }

            any = true;
            var rest = _chunk.AsSpan(_at, _end - _at);
            var stop = rest.IndexOfAny((byte)'\n', (byte)'\r');
            Append(stop < 0 ? rest : rest[..stop]);
            if (stop < 0)
            {
                _at = _end;
                continue;
            }

            _skipLineFeed = rest[stop] == '\r';
            _at += stop + 1;
            return Finish(cut: false);
        }

        if (!any)
        {
            return null;
        }

        EndsMidLine = true;
        return Finish(cut: true);
    }

    public void Dispose() => stream.Dispose();

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > MaxLineBytes)
        {
            _tooLong = true;
            bytes = bytes[..Math.Max(0, Math.Min(bytes.Length, 256 - _length))];
        }

        if (_length + bytes.Length > _line.Length)
        {
            Array.Resize(ref _line, Math.Max(_line.Length * 2, _length + bytes.Length));
        }

        bytes.CopyTo(_line.AsSpan(_length));
        _length += bytes.Length;
    }

    private Line Finish(bool cut)
    {
        _number++;
        var bytes = _line.AsSpan(0, _length);
        if (_tooLong)
        {
            return new Line(_number, Encoding.UTF8.GetString(bytes[..Math.Min(256, bytes.Length)]), "the line is longer than 1 MB");
        }

        if (bytes.Contains((byte)0))
        {
            return new Line(_number, string.Empty, "the line holds binary data");
        }

        return new Line(_number, Decode(bytes, cut));
    }

    private static string Decode(ReadOnlySpan<byte> bytes, bool cut)
    {
        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        // A file cut inside a character would otherwise turn its whole last line into Windows-1252.
        for (var back = 1; cut && back <= 3 && back < bytes.Length; back++)
        {
            if (bytes[^back] >= 0xC0 && Utf8.IsValid(bytes[..^back]))
            {
                return Encoding.UTF8.GetString(bytes[..^back]);
            }
        }

        return Windows1252.GetString(bytes);
    }

    private bool Fill()
    {
        if (_at < _end)
        {
            return true;
        }

        if (Failure is not null)
        {
            return false;
        }

        try
        {
            int count;
            do
            {
                count = stream.Read(_raw, 0, _raw.Length);
                _read += count;
                if (_read > MaxFileBytes)
                {
                    Failure = new SkippedEntry(_number + 1, "the file is larger than 256 MB; split it and import the parts");
                    return false;
                }

                Take(count);
            }
            while (count > 0 && _at == _end);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Failure = new SkippedEntry(_number + 1, $"the file cannot be read from here on: {exception.Message.TrimEnd('.')}");
            return false;
        }

        return _at < _end;
    }

    private void Take(int count)
    {
        var bytes = _raw.AsSpan(0, count);
        if (!_started)
        {
            _started = true;
            bytes = bytes[DetectEncoding(bytes)..];
        }

        if (_decoder is null)
        {
            _chunk = _raw;
            (_at, _end) = (count - bytes.Length, count);
            return;
        }

        var chars = new char[_decoder.GetCharCount(bytes, flush: count == 0)];
        var decoded = _decoder.GetChars(bytes, chars, flush: count == 0);
        _chunk = new byte[Encoding.UTF8.GetMaxByteCount(decoded + 1)];
        (_at, _end) = (0, _encoder!.GetBytes(chars.AsSpan(0, decoded), _chunk, flush: count == 0));
    }

    /// <summary>Sets the decoder a byte order mark asks for and returns the mark's length.</summary>
    private int DetectEncoding(ReadOnlySpan<byte> bytes)
    {
        (Encoding? encoding, var mark) = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (null, 3),
            [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => ((Encoding?)null, 0),
        };
        _decoder = encoding?.GetDecoder();
        _encoder = encoding is null ? null : Encoding.UTF8.GetEncoder();
        return mark;
    }
}
