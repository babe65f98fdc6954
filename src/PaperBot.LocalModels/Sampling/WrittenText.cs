using System.Text;

namespace PaperBot.LocalModels.Sampling;

/// <summary>
/// Makes the bytes of tokens into text that can be shown: a character that is not whole yet is held back, and so is what may
/// still become a stop string. Bytes that are no character become U+FFFD. Not safe for concurrent use.
/// </summary>
/// <param name="stops">The text ends before the first of these; none of them empty.</param>
internal sealed class WrittenText(IReadOnlyList<string> stops)
{
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder held = new();
    private char[] characters = new char[64];

    /// <summary>True once a stop string came; nothing is taken any more.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Takes a token's bytes and gives what can be shown now; empty when nothing can.</summary>
    public string Take(ReadOnlySpan<byte> bytes) => Stopped ? "" : Decoded(bytes, flush: false);

    /// <summary>What was held back and became no stop string.</summary>
    public string Finish()
    {
        if (Stopped)
        {
            return "";
        }

        var text = Decoded([], flush: true);
        text += held.ToString();
        held.Clear();
        return text;
    }

    private string Decoded(ReadOnlySpan<byte> bytes, bool flush)
    {
        var most = Encoding.UTF8.GetMaxCharCount(bytes.Length + 4);
        if (most > characters.Length)
        {
            characters = new char[most];
        }

        var count = decoder.GetChars(bytes, characters, flush);
        if (stops.Count == 0)
        {
            return count == 0 ? "" : new string(characters, 0, count);
        }

        held.Append(characters, 0, count);
        return Released();
    }

    private string Released()
    {
        var text = held.ToString();

        // The one that is whole first counts, so that it does not matter in which pieces the text comes.
        var (first, end) = (0, int.MaxValue);
        foreach (var stop in stops)
        {
            var at = text.IndexOf(stop, StringComparison.Ordinal);
            if (at >= 0 && (at + stop.Length < end || (at + stop.Length == end && at < first)))
            {
                (first, end) = (at, at + stop.Length);
            }
        }

        if (end < int.MaxValue)
        {
            Stopped = true;
            held.Clear();
            return text[..first];
        }

        var keep = stops.Max(stop => Begun(text, stop));
        held.Remove(0, text.Length - keep);
        return text[..^keep];
    }

    // How many characters at the text's end may be the beginning of the stop string.
    private static int Begun(string text, string stop)
    {
        for (var length = Math.Min(stop.Length - 1, text.Length); length > 0; length--)
        {
            if (text.AsSpan(text.Length - length).SequenceEqual(stop.AsSpan(0, length)))
            {
                return length;
            }
        }

        return 0;
    }
}
