using System.Globalization;
using System.Text;
using System.Web;
using System.Xml;

namespace PaperBot.SemanticKernel;

/// <summary>
/// Text on its way through Semantic Kernel, which encodes a value, reads the rendered prompt as XML and trims each message. What
/// that would change goes as a mark with four hexadecimal digits and is put back before the client sees it: characters that XML
/// does not have (one of them would make the whole prompt, system message included, a user's text), carriage returns, halves of
/// surrogate pairs, and white space at the ends.
/// </summary>
internal static class CarriedText
{
    // Of the private use area; it carries itself too, so that what is put back is never anybody's own text.
    private const char Mark = '\uE5C4';
    private const int Digits = 4;

    /// <summary>
    /// A value for a variable; tags, entities and braces in it are left to Semantic Kernel, which encodes them.
    /// </summary>
    public static string Value(string text)
    {
        var (first, last) = (text.Length - text.TrimStart().Length, text.TrimEnd().Length);
        return Written(text, (i, c) => i < first || i >= last || c == Mark || IsLost(text, i));
    }

    /// <summary>A template's own text, which is neither read for variables nor for tags.</summary>
    public static string Literal(string text)
    {
        var value = Value(text);
        return HttpUtility.HtmlEncode(Written(value, (_, c) => c is '{' or '}'));
    }

    /// <summary>A rendered prompt in which nothing is left that XML does not have.</summary>
    public static string Rendered(string prompt) => Written(prompt, (i, _) => IsLost(prompt, i));

    /// <summary>The text as it was.</summary>
    public static string Restored(string text)
    {
        if (!text.Contains(Mark, StringComparison.Ordinal))
        {
            return text;
        }

        var restored = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Mark && i + Digits < text.Length && ushort.TryParse(
                text.AsSpan(i + 1, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                restored.Append((char)code);
                i += Digits;
                continue;
            }

            restored.Append(text[i]);
        }

        return restored.ToString();
    }

    private static string Written(string text, Func<int, char, bool> isMarked)
    {
        StringBuilder? written = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (isMarked(i, text[i]))
            {
                written ??= new StringBuilder(text, 0, i, text.Length + 64);
                written.Append(Mark).Append(((int)text[i]).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                written?.Append(text[i]);
            }
        }

        return written?.ToString() ?? text;
    }

    private static bool IsLost(string text, int at)
    {
        var c = text[at];
        return char.IsHighSurrogate(c) ? at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])
            : char.IsLowSurrogate(c) ? at == 0 || !char.IsHighSurrogate(text[at - 1])
            : c == '\r' || !XmlConvert.IsXmlChar(c);
    }
}
