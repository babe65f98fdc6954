using PaperBot.LocalModels.Runtime;
using PaperBot.Text;

namespace PaperBot.LocalModels.Embedding;

/// <summary>A text as a model that embeds reads it.</summary>
/// <param name="Tokens">Ids, the model's own beginning and end included.</param>
/// <param name="Cut">True when the text was longer than the model reads.</param>
internal sealed record EmbeddedTokens(int[] Tokens, bool Cut)
{
    /// <summary>Reads a text; one that is too long ends with the last sentence that fits, or within its first.</summary>
    /// <param name="model">Whose tokens they are.</param>
    /// <param name="text">Special tokens in it are plain text.</param>
    /// <param name="most">Most tokens, those that the model adds included.</param>
    public static EmbeddedTokens Of(ILlamaModel model, string text, int most)
    {
        var facts = model.Facts;
        int[] before = facts is { AddsBeginning: true, Beginning: { } beginning } ? [beginning] : [];
        int[] after = facts is { AddsEnd: true, End: { } end } ? [end] : [];
        var room = Math.Max(1, most - before.Length - after.Length);
        var tokens = model.Tokenise(text, special: false);
        var cut = tokens.Length > room;
        if (cut)
        {
            tokens = Fitting(model, text, room) ?? tokens[..room];
        }

        return new EmbeddedTokens([.. before, .. tokens, .. after], cut);
    }

    private static int[]? Fitting(ILlamaModel model, string text, int room)
    {
        var sentences = Sentences.Of(text);
        int[]? best = null;
        var (low, high) = (0, sentences.Count - 2);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var last = sentences[middle];
            var tokens = model.Tokenise(text[..(last.Start + last.Text.Length)], special: false);
            if (tokens.Length <= room)
            {
                best = tokens;
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return best is { Length: > 0 } ? best : null;
    }
}
