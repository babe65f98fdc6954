using System.Globalization;
using System.Text;

namespace PaperBot.Text;

/// <summary>Splits text into words: runs of letters and digits, an apostrophe between letters not ending a run.</summary>
internal static class Words
{
    /// <summary>The words of <paramref name="text"/> in order; offsets refer to the text as given.</summary>
    public static List<Word> Of(string text)
    {
        List<Word> words = [];
        var at = 0;
        while (at < text.Length)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && (IsInner(text[at]) || IsApostropheBetweenLetters(text, at)))
            {
                at++;
            }

            words.Add(new Word(start, at - start, Fold(text.AsSpan(start, at - start))));
        }

        return words;
    }

    /// <summary>Lower case without diacritics, compatibility forms or apostrophes, so that spellings compare equal.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        var ascii = true;
        var changes = false;
        foreach (var c in word)
        {
            ascii &= c < 128;
            changes |= c is (>= 'A' and <= 'Z') or '\'';
        }

        if (ascii)
        {
            return changes ? FoldAscii(word) : word.ToString();
        }

        var folded = new StringBuilder(word.Length);
        foreach (var c in word.ToString().Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
        }

        return folded.ToString();
    }

    private static string FoldAscii(ReadOnlySpan<char> word)
    {
        Span<char> folded = word.Length <= 128 ? stackalloc char[word.Length] : new char[word.Length];
        var length = 0;
        foreach (var c in word)
        {
            if (c != '\'')
            {
                folded[length++] = char.ToLowerInvariant(c);
            }
        }

        return new string(folded[..length]);
    }

    // Combining marks belong to their letter: a decomposed "é" is one word character, not a break.
    private static bool IsInner(char c) =>
        char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static bool IsApostropheBetweenLetters(string text, int at) =>
        text[at] is '\'' or '’' && at > 0 && at + 1 < text.Length && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]);
}
