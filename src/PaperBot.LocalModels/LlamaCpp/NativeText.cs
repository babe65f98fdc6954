using System.Runtime.InteropServices;
using System.Text;

namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>Texts on their way to and from llama.cpp: UTF-8, ended by a zero byte.</summary>
internal static unsafe class NativeText
{
    /// <summary>Fills a buffer and tells the length of the whole text without the zero; negative for none.</summary>
    public delegate int Filler(byte* buffer, nuint size);

    /// <summary>The bytes of a text with the zero at the end.</summary>
    public static byte[] Ended(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>Reads a text that llama.cpp owns; empty for a null pointer.</summary>
    public static string Read(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? string.Empty;

    /// <summary>Reads a text that llama.cpp writes into a buffer, however long it is; null when there is none.</summary>
    public static string? Read(Filler fill)
    {
        var buffer = new byte[256];
        while (true)
        {
            int length;
            fixed (byte* start = buffer)
            {
                length = fill(start, (nuint)buffer.Length);
            }

            if (length < 0)
            {
                return null;
            }

            if (length < buffer.Length)
            {
                return Encoding.UTF8.GetString(buffer, 0, length);
            }

            buffer = new byte[length + 1];
        }
    }
}
