using System.Text;

namespace PaperBot.Tests.LocalModels;

/// <summary>A byte-level BPE vocabulary as GPT-2's: every byte is a token, and some words are whole.</summary>
internal static class ByteVocabulary
{
    /// <summary><c>LLAMA_TOKEN_TYPE_USER_DEFINED</c>.</summary>
    public const int UserDefined = 4;

    private const int Normal = 1;
    private const int Control = 3;

    /// <param name="words">Each becomes a token, alone and after a space.</param>
    /// <param name="markers">Control tokens, behind all others.</param>
    public static (List<string> Tokens, List<int> Types, List<string> Merges) Of(
        IEnumerable<string> words, IEnumerable<string> markers)
    {
        List<string> tokens = [.. Enumerable.Range(0, 256).Select(code => Letter((byte)code).ToString())];
        List<string> merges = [];
        foreach (var word in words.SelectMany(word => (string[])[word, " " + word]))
        {
            var letters = string.Concat(Encoding.UTF8.GetBytes(word).Select(Letter));
            for (var length = 2; length <= letters.Length; length++)
            {
                // A word grows letter by letter, so each of its beginnings is a token as well.
                var merge = $"{letters[..(length - 1)]} {letters[length - 1]}";
                if (!merges.Contains(merge))
                {
                    merges.Add(merge);
                    tokens.Add(letters[..length]);
                }
            }
        }

        var types = Enumerable.Repeat(Normal, tokens.Count).ToList();
        foreach (var marker in markers)
        {
            tokens.Add(marker);
            types.Add(Control);
        }

        return (tokens, types, merges);
    }

    /// <summary>The printable character that stands for a byte: itself where it prints, else one from U+0100 on.</summary>
    private static char Letter(byte code)
    {
        static bool Prints(int code) => code is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
        return Prints(code) ? (char)code : (char)(256 + Enumerable.Range(0, code).Count(before => !Prints(before)));
    }
}
