using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using PaperBot.Grounding;
using PaperBot.Text;

namespace PaperBot.Generation;

/// <summary>
/// Cuts a text that arrives in pieces into finished sentences, each with the citation markers that belong to it. A sentence is
/// finished when the next one has begun, so that a marker still on its way is not left behind.
/// </summary>
internal sealed partial class SentenceStream
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?\n。！？");

    private readonly StringBuilder text = new();
    private int given;
    private bool mayEnd;

    /// <summary>Takes a piece and returns the sentences it finishes, in order.</summary>
    public IReadOnlyList<string> Add(string piece)
    {
        text.Append(piece);

        // Without an end mark there is no new sentence; a text that never ends one is not read anew with every piece.
        mayEnd |= piece.AsSpan().IndexOfAny(Ends) >= 0;
        if (!mayEnd)
        {
            return [];
        }

        var parts = Split(text.ToString());

        // The last part may go on, and one that opens a bracket may become a marker of the part before it.
        var open = parts.Count > 0 && parts[^1][0] is '[' or '【' ? 2 : 1;
        var fresh = Give(parts, parts.Count - open);
        mayEnd = parts.TakeLast(open).Any(p => p.AsSpan().IndexOfAny(Ends) >= 0);
        return fresh;
    }

    /// <summary>The rest, once the text has ended; a part without an end mark is returned as it is.</summary>
    public IReadOnlyList<string> Finish()
    {
        var parts = Split(text.ToString());
        return Give(parts, parts.Count);
    }

    private List<string> Give(List<string> parts, int until)
    {
        List<string> fresh = [.. parts.Take(until).Skip(given)];
        given += fresh.Count;
        return fresh;
    }

    // Markers behind the full stop ("…points. [1] The…") belong to the sentence before them, and so do marks of a list.
    private static List<string> Split(string text)
    {
        List<string> parts = [];
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var first = parts.Count;
            foreach (var sentence in Sentences.Of(Spaced(LineMarkPattern().Replace(line, ""))))
            {
                var markers = parts.Count > first ? LeadingMarkers(sentence.Text) : 0;
                var rest = sentence.Text[markers..].Trim();
                if (markers > 0)
                {
                    parts[^1] = $"{parts[^1]} {sentence.Text[..markers].Trim()}";
                }

                if (rest.Length > 0)
                {
                    parts.Add(rest);
                }
            }
        }

        return parts;
    }

    [GeneratedRegex(@"^\s*([-*•]|\d+[.)])\s+")]
    private static partial Regex LineMarkPattern();

    // Some models write 【1】, and many write "…points.[1] The…".
    private static string Spaced(string line) =>
        GluedMarkerPattern().Replace(LenticularPattern().Replace(line, "[$1]"), " ");

    private static int LeadingMarkers(string sentence)
    {
        var length = 0;
        while (BracketPattern().Match(sentence, length) is { Success: true } bracket
            && CitationMarkers.Read(bracket.Groups["marker"].Value) is { Claim.Length: 0, Numbers.Count: > 0 })
        {
            length += bracket.Length;
        }

        return length;
    }

    [GeneratedRegex(@"【([^【】\[\]]{0,12}[0-9][^【】\[\]]{0,24})】")]
    private static partial Regex LenticularPattern();

    [GeneratedRegex("""(?<=[.!?]["”’')]?)(?=\[[^\[\]]{0,12}[0-9])""")]
    private static partial Regex GluedMarkerPattern();

    [GeneratedRegex(@"\G(?<marker>\[[^\[\]]{1,40}\])\s*[.,;]?\s*")]
    private static partial Regex BracketPattern();
}
