using System.Buffers;
using System.Text.RegularExpressions;
using PaperBot.Text;

namespace PaperBot.Grounding;

/// <summary>Splits a sentence into words, numbers and marks, reading through the little LaTeX that abstracts print.</summary>
internal static partial class Tokens
{
    private static readonly SearchValues<char> Replaced = SearchValues.Create("\\~$*‐‑−’");

    /// <summary>The tokens of <paramref name="text"/> in order.</summary>
    public static List<Token> Of(string text)
    {
        List<Token> tokens = [];
        var end = 0;
        foreach (var match in Pattern().EnumerateMatches(text))
        {
            var printed = text.Substring(match.Index, match.Length);
            var kind = char.IsDigit(printed[0]) ? TokenKind.Number : char.IsLetter(printed[0]) ? TokenKind.Word : TokenKind.Mark;
            if (kind == TokenKind.Word)
            {
                printed = WithoutPossessive(printed);
            }

            var folded = kind == TokenKind.Word ? Words.Fold(printed) : printed;
            tokens.Add(new Token(
                kind, match.Index, printed, folded, kind == TokenKind.Word ? EnglishStemmer.Stem(folded) : folded,
                tokens.Count > 0 && match.Index == end));
            end = match.Index + match.Length;
        }

        return tokens;
    }

    /// <summary>
    /// The sentence without the LaTeX of signs and spaces, so that <c>14\%</c> and <c>13~cm</c> read as printed.
    /// </summary>
    public static string Plain(string text) => text.AsSpan().IndexOfAny(Replaced) < 0
        ? text
        : Latex().Replace(text, match => match.Value switch
        {
            "\\AA" => "Å",
            "~" => " ",
            "‐" or "‑" or "−" => "-",
            "’" => "'",
            "\\times" => "×",
            "\\%" => "%",
            _ => "",
        });

    private static string WithoutPossessive(string word) =>
        word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word.TrimEnd('\'');

    [GeneratedRegex(@"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\p{L}[\p{L}\p{M}]*(?:'\p{L}+)?|[^\s]")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\\AA|\\times|\\%|[~$*‐‑−’]")]
    private static partial Regex Latex();
}
