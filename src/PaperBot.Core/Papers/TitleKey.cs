using System.Text;

namespace PaperBot.Papers;

/// <summary>
/// What two printings of one title have in common. Case, punctuation, white space, hyphens, accents and LaTeX do not count;
/// every letter and digit does, so that near-twins ("… Part I", "… Part II") differ.
/// </summary>
internal static class TitleKey
{
    /// <summary>Never empty for a title that is not: a title without letters is its own key.</summary>
    public static string Of(string title)
    {
        var words = FoldedText.Of(title);
        var key = new StringBuilder(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] != ' ')
            {
                key.Append(words[i]);
            }
            else if (char.IsDigit(words[i - 1]) && char.IsDigit(words[i + 1]))
            {
                // "GPT 3.5" is not "GPT 35".
                key.Append('.');
            }
        }

        return key.Length > 0 ? key.ToString() : title.Trim();
    }
}
