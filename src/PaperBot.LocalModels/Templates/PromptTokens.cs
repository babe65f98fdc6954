using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.Templates;

/// <summary>Makes a rendered conversation into tokens; only markers may become special ones.</summary>
internal sealed class PromptTokens(ILlamaModel model)
{
    // Vocabularies of the SentencePiece kind put a space before whatever they are given. Within a line that is wrong, so a text is
    // given behind a newline, which never joins with what follows, and the newline's tokens are taken off again.
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

        foreach (var segment in segments)
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
