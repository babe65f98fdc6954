using System.Text;

namespace PaperBot.Tests.Listings;

/// <summary>A stream of a claimed length that serves a prefix, then repeats a text for ever, ends, or fails.</summary>
internal sealed class EndlessStream : Stream
{
    private long _at;

    public long? KnownLength { get; init; }

    public string Prefix { get; init; } = string.Empty;

    public string? Repeat { get; init; }

    public bool FailAtEnd { get; init; }

    public override bool CanRead => true;

    public override bool CanSeek => KnownLength is not null;

    public override bool CanWrite => false;

    public override long Length => KnownLength ?? throw new NotSupportedException();

    public override long Position { get => _at; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var text = Encoding.UTF8.GetBytes(_at < Prefix.Length ? Prefix[(int)_at..] : Repeat ?? string.Empty);
        if (text.Length == 0 && FailAtEnd)
        {
            throw new IOException("The device is not ready.");
        }

        var length = Math.Min(count, text.Length);
        text.AsSpan(0, length).CopyTo(buffer.AsSpan(offset));
        _at += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
