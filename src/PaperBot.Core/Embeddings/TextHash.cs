using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PaperBot.Embeddings;

/// <summary>The first 16 bytes of a text's SHA-256: the same text has the same vector, whichever paper says it.</summary>
/// <param name="Value">The bytes, the first of them the highest.</param>
internal readonly record struct TextHash(UInt128 Value)
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 16;

    public static TextHash Of(string text) => Read(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Reads the first 16 of some bytes.</summary>
    public static TextHash Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <summary>The 16 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }
}
