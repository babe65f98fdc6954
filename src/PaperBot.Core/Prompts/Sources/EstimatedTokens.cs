using Microsoft.Extensions.AI;

namespace PaperBot.Prompts.Sources;

/// <summary>
/// Estimates tokens without a vocabulary, on the high side: three letters of a word a token, where byte-pair vocabularies of
/// English take
/// four to five; every digit and sign one; every other character as many as it has UTF-8 bytes, which is the most that a
/// byte-level
/// vocabulary can take. A string of random letters can still take more.
/// </summary>
internal sealed class EstimatedTokens : ITokenCounter
{
    private const int LettersPerToken = 3;

    public static readonly EstimatedTokens Instance = new();

    private EstimatedTokens()
    {
    }

    /// <summary>The client's own counter, or this estimate when it has none.</summary>
    public static ITokenCounter Or(IChatClient client) => client.GetService(typeof(ITokenCounter)) as ITokenCounter ?? Instance;

    public int Count(string text)
    {
        var tokens = 0;
        var letters = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && char.IsAsciiLetter((char)rune.Value))
            {
                letters++;
                continue;
            }

            tokens += (letters + LettersPerToken - 1) / LettersPerToken;
            letters = 0;

            // A space goes with the word after it.
            tokens += rune.Value == ' ' ? 0 : rune.Utf8SequenceLength;
        }

        return tokens + ((letters + LettersPerToken - 1) / LettersPerToken);
    }
}
