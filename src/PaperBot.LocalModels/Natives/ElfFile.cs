using System.Buffers.Binary;
using System.Text;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.Natives;

/// <summary>
/// What a Linux library says of itself (System V ABI, ELF-64), read without loading it: loading a file that is cut short ends
/// the process, and loading a foreign one runs its code.
/// </summary>
/// <param name="Name">Its SONAME; null for none.</param>
/// <param name="Needs">Names of the libraries it is linked to.</param>
internal sealed record ElfFile(string? Name, IReadOnlyList<string> Needs)
{
    private const int HeaderLength = 64;
    private const int ProgramHeaderLength = 56;
    private const int MostTableBytes = 1 << 20;

    /// <summary>Reads a library.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="machine">What it has to be made for; see <see cref="ElfMachine"/>.</param>
    /// <exception cref="LlamaException">It is none, is cut short, or is made for another machine.</exception>
    public static ElfFile Read(string path, ushort machine)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var bytes = new FileBytes(stream, path);
        var header = bytes.At(0, HeaderLength);
        if (!header.StartsWith("\u007fELF"u8) || header[4] != 2 || header[5] != 1)
        {
            throw new LlamaException($"The file {path} is no 64-bit Linux library.");
        }

        var made = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(18));
        if (BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(16)) != 3 || made != machine)
        {
            throw new LlamaException($"The library {path} is made for another kind of machine.");
        }

        // The table of sections lies at the very end: a file cut short lacks it.
        var sections = Number(header, 40);
        var sectionBytes = (ulong)Short(header, 58) * Short(header, 60);
        if (sections > (ulong)stream.Length || sectionBytes > (ulong)stream.Length - sections)
        {
            throw bytes.Short();
        }

        var segments = Segments(bytes, header);
        foreach (var segment in segments)
        {
            if (segment.Offset > (ulong)stream.Length || segment.Length > (ulong)stream.Length - segment.Offset)
            {
                throw bytes.Short();
            }
        }

        return Dynamic(bytes, segments);
    }

    private static List<Segment> Segments(FileBytes bytes, byte[] header)
    {
        var count = Short(header, 56);
        if (count == 0 || Short(header, 54) != ProgramHeaderLength)
        {
            throw new LlamaException($"The library {bytes.Path} is damaged.");
        }

        var table = bytes.At(Number(header, 32), count * ProgramHeaderLength);
        return
        [
            .. Enumerable.Range(0, count).Select(index => index * ProgramHeaderLength).Select(at => new Segment(
                BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan(at)),
                Number(table, at + 8),
                Number(table, at + 16),
                Number(table, at + 32))),
        ];
    }

    private static ElfFile Dynamic(FileBytes bytes, List<Segment> segments)
    {
        const uint Loaded = 1, Linking = 2;
        const ulong Needed = 1, Strings = 5, StringBytes = 10, OwnName = 14;
        if (segments.Find(segment => segment.Kind == Linking) is not { Length: > 0 } linking)
        {
            return new ElfFile(null, []);
        }

        var table = bytes.At(linking.Offset, (int)Math.Min(linking.Length, MostTableBytes));
        List<(ulong Tag, ulong Value)> entries = [];
        for (var at = 0; at + 16 <= table.Length; at += 16)
        {
            entries.Add((Number(table, at), Number(table, at + 8)));
        }

        // The texts are found by the address they will have, so by the segment that is loaded there.
        var address = entries.Find(entry => entry.Tag == Strings).Value;
        var size = entries.Find(entry => entry.Tag == StringBytes).Value;
        var home = segments.Find(segment =>
            segment.Kind == Loaded && address >= segment.Address && address - segment.Address < segment.Length);
        if (home is null)
        {
            throw new LlamaException($"The library {bytes.Path} is damaged.");
        }

        var texts = bytes.At(home.Offset + (address - home.Address), (int)Math.Min(size, MostTableBytes));
        string Text(ulong at)
        {
            var text = at < (ulong)texts.Length ? texts.AsSpan((int)at) : default;
            var end = text.IndexOf((byte)0);
            return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
        }

        var own = entries.Find(entry => entry.Tag == OwnName);
        return new ElfFile(
            own.Tag == OwnName ? Text(own.Value) : null,
            [.. entries.Where(entry => entry.Tag == Needed).Select(entry => Text(entry.Value))]);
    }

    private static ulong Number(byte[] bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));

    private static ushort Short(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    /// <summary>A part of the file, and where it will be loaded.</summary>
    private sealed record Segment(uint Kind, ulong Offset, ulong Address, ulong Length);

    /// <summary>Parts of a file, refused where it ends before them.</summary>
    private sealed class FileBytes(FileStream stream, string path)
    {
        public string Path => path;

        public byte[] At(ulong offset, int count)
        {
            if (offset > (ulong)stream.Length || (ulong)count > (ulong)stream.Length - offset)
            {
                throw Short();
            }

            var bytes = new byte[count];
            stream.Position = (long)offset;
            stream.ReadExactly(bytes);
            return bytes;
        }

        public LlamaException Short() =>
            new($"The library {path} is cut short ({stream.Length} bytes). Run `paperbot model natives` to get it again.");
    }
}

/// <summary>Machines that libraries are made for (<c>e_machine</c>).</summary>
internal static class ElfMachine
{
    public const ushort X64 = 62;
    public const ushort Arm64 = 183;
}
