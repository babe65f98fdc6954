using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace PaperBot.LocalModels.Gguf;

/// <summary>The bytes of a file, read in order. Every length is held against what is left of it.</summary>
/// <param name="stream">At its beginning.</param>
/// <param name="length">Of the file.</param>
/// <param name="path">For the sentences.</param>
internal sealed class GgufBytes(Stream stream, long length, string path)
{
    private readonly byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes not read.</summary>
    public long Left => length - Position;

    public byte Byte() => Take(1)[0];

    public ushort Short() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint Word() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong Long() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>A count of things that follow.</summary>
    /// <param name="least">Bytes that each of them takes at least.</param>
    /// <param name="what">For the sentence.</param>
    public long Count(int least, string what)
    {
        var count = Long();
        return count <= (ulong)(Left / least)
            ? (long)count
            : throw Damaged(string.Create(
                CultureInfo.InvariantCulture,
                $"it speaks of {count} {what} where {Left} bytes are left, so it is cut short or corrupt"));
    }

    /// <summary>A text with its length before it.</summary>
    /// <param name="most">Bytes it may have.</param>
    /// <param name="what">For the sentence.</param>
    public string Text(long most, string what) => Text(most, what, Encoding.UTF8);

    /// <summary>The same of bytes that need not be text, a character for each byte: two are equal when their bytes are.</summary>
    public string Raw(long most, string what) => Text(most, what, Encoding.Latin1);

    private string Text(long most, string what, Encoding encoding)
    {
        var size = Count(1, "bytes of text");
        if (size > most)
        {
            throw Damaged($"{what} has {size} bytes, which is more than {most}");
        }

        if (size <= buffer.Length)
        {
            return encoding.GetString(Take((int)size));
        }

        var text = new byte[size];
        for (var done = 0; done < text.Length; done += buffer.Length)
        {
            var part = Math.Min(buffer.Length, text.Length - done);
            Take(part).CopyTo(text.AsSpan(done));
        }

        return encoding.GetString(text);
    }

    /// <summary>Passes over bytes.</summary>
    public void Skip(long count)
    {
        if (count > Left)
        {
            throw Short(count);
        }

        while (count > 0)
        {
            var part = (int)Math.Min(count, buffer.Length);
            Take(part);
            count -= part;
        }
    }

    public GgufException Damaged(string what) => new($"The model file {path} is damaged: {what}. Get it again.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
        {
            throw Short(count);
        }

        if (filled - at < count)
        {
            buffer.AsSpan(at, filled - at).CopyTo(buffer);
            filled -= at;
            at = 0;
            while (filled < count)
            {
                var read = stream.Read(buffer, filled, buffer.Length - filled);
                filled += read > 0 ? read : throw Short(count);
            }
        }

        at += count;
        Position += count;
        return buffer.AsSpan(at - count, count);
    }

    private GgufException Short(long wanted) =>
        Damaged($"it ends after {length} bytes, in the middle of what describes it ({wanted} more are needed at {Position})");
}
