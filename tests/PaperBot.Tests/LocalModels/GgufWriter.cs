using System.Buffers.Binary;
using System.Text;

namespace PaperBot.Tests.LocalModels;

/// <summary>Writes GGUF files, version 3 (docs/gguf.md of ggml): header, key-value pairs, tensor infos, aligned data.</summary>
internal sealed class GgufWriter
{
    private const int Alignment = 32;

    private readonly List<(string Key, byte[] Value)> pairs = [];
    private readonly List<(string Name, long[] Shape, GgufType Type, long Length, Action<Stream> Write)> tensors = [];

    public GgufWriter Add(string key, uint value) => Add(key, 4, Bytes(value));

    public GgufWriter Add(string key, int value) => Add(key, 5, Bytes(unchecked((uint)value)));

    public GgufWriter Add(string key, float value) => Add(key, 6, Bytes(BitConverter.SingleToUInt32Bits(value)));

    public GgufWriter Add(string key, bool value) => Add(key, 7, [value ? (byte)1 : (byte)0]);

    public GgufWriter Add(string key, string value) => Add(key, 8, Text(value));

    public GgufWriter Add(string key, IReadOnlyCollection<string> values) => Add(key, values.Count, 8, values.SelectMany(Text));

    public GgufWriter Add(string key, IReadOnlyCollection<int> values) =>
        Add(key, values.Count, 5, values.SelectMany(value => Bytes(unchecked((uint)value))));

    public GgufWriter Add(string key, IReadOnlyCollection<float> values) =>
        Add(key, values.Count, 6, values.SelectMany(value => Bytes(BitConverter.SingleToUInt32Bits(value))));

    /// <summary>Adds a tensor.</summary>
    /// <param name="name">As llama.cpp looks for it.</param>
    /// <param name="values">Row after row; the first number of <paramref name="shape"/> is the length of a row.</param>
    /// <param name="type">How the values are written.</param>
    /// <param name="shape">Numbers of elements, the fastest first.</param>
    public GgufWriter Tensor(string name, float[] values, GgufType type, params long[] shape)
    {
        var size = type == GgufType.F32 ? 4 : 2;
        var data = new byte[values.Length * size];
        for (var index = 0; index < values.Length; index++)
        {
            if (type == GgufType.F32)
            {
                BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(index * 4), values[index]);
            }
            else
            {
                BinaryPrimitives.WriteHalfLittleEndian(data.AsSpan(index * 2), (Half)values[index]);
            }
        }

        return Tensor(name, type, data.Length, file => file.Write(data), shape);
    }

    /// <summary>Adds a tensor that is written when the file is, for those that are too large to be held.</summary>
    /// <param name="name">As llama.cpp looks for it.</param>
    /// <param name="type">What is written.</param>
    /// <param name="length">Number of bytes written.</param>
    /// <param name="write">Writes them.</param>
    /// <param name="shape">Numbers of elements, the fastest first.</param>
    public GgufWriter Tensor(string name, GgufType type, long length, Action<Stream> write, params long[] shape)
    {
        tensors.Add((name, shape, type, length, write));
        return this;
    }

    public void Save(string path)
    {
        using var file = File.Create(path);
        Save(file);
    }

    public byte[] ToArray()
    {
        using var memory = new MemoryStream();
        Save(memory);
        return memory.ToArray();
    }

    private void Save(Stream file)
    {
        using var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write((ulong)tensors.Count);
        writer.Write((ulong)pairs.Count);
        foreach (var (key, value) in pairs)
        {
            writer.Write(Text(key));
            writer.Write(value);
        }

        var offset = 0L;
        foreach (var (name, shape, type, length, _) in tensors)
        {
            writer.Write(Text(name));
            writer.Write((uint)shape.Length);
            foreach (var side in shape)
            {
                writer.Write((ulong)side);
            }

            writer.Write((uint)type);
            writer.Write((ulong)offset);
            offset += Aligned(length);
        }

        foreach (var (_, _, _, _, write) in tensors)
        {
            Pad(writer);
            write(file);
        }

        Pad(writer);
    }

    private GgufWriter Add(string key, uint type, byte[] value)
    {
        pairs.Add((key, [.. Bytes(type), .. value]));
        return this;
    }

    private GgufWriter Add(string key, int count, uint type, IEnumerable<byte> values) =>
        Add(key, 9, [.. Bytes(type), .. Bytes((ulong)count), .. values]);

    private static void Pad(BinaryWriter writer)
    {
        writer.Flush();
        writer.Write(new byte[Aligned(writer.BaseStream.Position) - writer.BaseStream.Position]);
    }

    private static long Aligned(long length) => (length + Alignment - 1) / Alignment * Alignment;

    private static byte[] Bytes(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Bytes(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. Bytes((ulong)bytes.Length), .. bytes];
    }
}

/// <summary>How a tensor's numbers are written.</summary>
internal enum GgufType
{
    F32 = 0,
    F16 = 1,

    /// <summary>Blocks of 32 numbers: a scale as F16, then 16 bytes of two numbers each.</summary>
    Q4_0 = 2,

    /// <summary>Blocks of 32 numbers: a scale as F16, then a byte each.</summary>
    Q8_0 = 8,
}
