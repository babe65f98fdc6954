using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.Templates;

/// <summary>Makes a rendered conversation into tokens; only markers may become special ones.</summary>
internal sealed class PromptTokens(ILlamaModel model)
{
    // Vocabularies of the SentencePiece kind put a space before whatever they are given. Within a line that is wrong, so a text
    // is given behind a newline, which never joins with what follows, and the newline's tokens are taken off again.
    private const string Sentinel = "\n";

    private readonly int[] sentinel = model.Tokenise(Sentinel, special: false);

    /// <summary>The ids of all segments in order.</summary>
    public int[] Of(IReadOnlyList<ChatSegment> segments)
    {
        List<int> tokens = [];
        if (model.Facts is { AddsBeginning: true, Beginning: { } first } && segments is not [{ Kind: SegmentKind.Beginning }, ..])
        {
            tokens.Add(first);
        }

        foreach (var segment in WithWholeWords(segments))
        {
            switch (segment.Kind)
            {
                case SegmentKind.Beginning when model.Facts.Beginning is { } beginning:
                    tokens.Add(beginning);
                    break;
                case SegmentKind.End when model.Facts.End is { } end:
                    tokens.Add(end);
                    break;
                case SegmentKind.Marker:
                    tokens.AddRange(Continued(tokens, segment.Text, special: true));
                    break;
                case SegmentKind.Text:
                    tokens.AddRange(Continued(tokens, segment.Text, special: false));
                    break;
            }
        }

        return [.. tokens];
    }

    // A space goes with the word after it in every vocabulary, also where the one is a marker's and the other somebody's.
    private static IEnumerable<ChatSegment> WithWholeWords(IReadOnlyList<ChatSegment> segments)
    {
        var space = "";
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i] with { Text = space + segments[i].Text };
            space = "";
            if (segment is { Kind: SegmentKind.Marker, Text: [.., ' '] } && i + 1 < segments.Count
                && segments[i + 1].Kind == SegmentKind.Text)
            {
                space = " ";
                segment = segment with { Text = segment.Text[..^1] };
            }

            yield return segment;
        }
    }

    private ReadOnlySpan<int> Continued(List<int> before, string text, bool special)
    {
        // After a special token, and at the beginning, the space belongs there: so the models were trained.
        if (before.Count == 0 || model.Piece(before[^1]).Length == 0)
        {
            return model.Tokenise(text, special);
        }

        var tokens = model.Tokenise(Sentinel + text, special);
        return tokens.AsSpan().StartsWith(sentinel) ? tokens.AsSpan(sentinel.Length) : model.Tokenise(text, special);
    }
}
