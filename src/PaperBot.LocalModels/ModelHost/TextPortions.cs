namespace PaperBot.LocalModels.ModelHost;

/// <summary>Many texts as messages that a frame can hold.</summary>
internal static class TextPortions
{
    private const int MostTexts = 64;

    // A character takes up to six bytes in JSON.
    private const int MostCharacters = FrameStream.LargestBody / 8;

    /// <summary>The texts in their order; a text that is too long alone is a portion of its own and refused when it is sent.</summary>
    public static IEnumerable<string[]> Of(IReadOnlyList<string> texts)
    {
        List<string> portion = [];
        var characters = 0;
        foreach (var text in texts)
        {
            if (portion.Count > 0 && (portion.Count == MostTexts || characters + text.Length > MostCharacters))
            {
                yield return [.. portion];
                portion.Clear();
                characters = 0;
            }

            portion.Add(text);
            characters += text.Length;
        }

        if (portion.Count > 0)
        {
            yield return [.. portion];
        }
    }
}
