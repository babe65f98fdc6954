namespace PaperBot.LocalModels.LlamaCpp;

/// <summary>
/// Keeps markers in the text of others plain. llama.cpp reads a token as its marker even in plain text when the file says
/// that its user defined it, and some files say so of the markers of a turn. Such a text is cut within the marker, so that
/// the marker is never seen whole.
/// </summary>
/// <param name="markers">Texts of the tokens meant.</param>
internal sealed class PlainText(IReadOnlyList<string> markers)
{
    /// <summary><c>LLAMA_TOKEN_ATTR_USER_DEFINED</c>.</summary>
    private const int UserDefined = 1 << 4;

    public static unsafe PlainText Of(LlamaFunctions functions, nint vocabulary, int tokens)
    {
        List<string> markers = [];
        for (var token = 0; token < tokens; token++)
        {
            if ((functions.TokenAttributes(vocabulary, token) & UserDefined) != 0)
            {
                // Runs of spaces and the like are user-defined as well; they do no harm.
                var text = NativeText.Read(functions.TokenText(vocabulary, token));
                if (text.Length > 2 && text[0] is '<' or '[' && text[^1] is '>' or ']')
                {
                    markers.Add(text);
                }
            }
        }

        return new PlainText(markers);
    }

    public bool IsPlain(string text) => markers.All(marker => !text.Contains(marker, StringComparison.Ordinal));

    /// <summary>The text in parts, none of which has a marker.</summary>
    public IEnumerable<string> Parts(string text)
    {
        var begin = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (markers.Any(marker => text.AsSpan(at).StartsWith(marker, StringComparison.Ordinal)))
            {
                yield return text[begin..(at + 1)];
                begin = at + 1;
            }
        }

        if (begin < text.Length)
        {
            yield return text[begin..];
        }
    }
}
