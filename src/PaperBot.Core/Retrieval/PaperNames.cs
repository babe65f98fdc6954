using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Retrieval;

/// <summary>The short names people call a paper by: its title's head, coined names, and acronyms it defines.</summary>
internal static class PaperNames
{
    /// <summary>
    /// Folded, joined names ("goatslm" for "GOAT-SLM"), the most specific first, without duplicates: the part of the title
    /// before a colon when short, coined words of the title (inner capitals, digits), an "(ACRONYM)" the abstract defines, and
    /// coined words it repeats.
    /// </summary>
    public static IReadOnlyList<string> Of(Paper paper) => Of(paper, CoinedIn(paper.Abstract).ToList());

    /// <summary>The names, and after them every coined word of the abstract: what a person looking for the paper may type.</summary>
    public static IReadOnlyList<string> AndCoinedWordsOf(Paper paper)
    {
        var coined = CoinedIn(paper.Abstract).ToList();
        return coined.Count == 0 ? Of(paper, coined) : [.. Of(paper, coined).Concat(coined).Distinct(StringComparer.Ordinal)];
    }

    private static string[] Of(Paper paper, List<string> coined)
    {
        var head = HeadOf(paper.Title);
        var repeated = coined.GroupBy(name => name).Where(g => g.Count() > 1).Select(g => g.Key);
        return [.. (head is null ? [] : new[] { Join(head) })
            .Concat(CoinedIn(paper.Title))
            .Concat(DefinedIn(paper.Abstract))
            .Concat(repeated)
            .Where(name => name.Length >= 2)
            .Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The title before its first colon when that is at most four words; else null.</summary>
    public static string? HeadOf(string title)
    {
        var colon = title.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Words.Of(title[..colon]).Count <= 4 ? title[..colon].Trim() : null;
    }

    /// <summary>Letters and digits only, folded.</summary>
    public static string Join(string text) => string.Concat(Words.Of(text).Select(w => w.Folded));

    /// <summary>Tokens of a text that look invented: inner capitals, or letters with digits, hyphens joined.</summary>
    public static IEnumerable<string> CoinedIn(string text) =>
        CoinedTokens(text).Select(Join).Where(name => name.Length >= 2 && !GenericAcronyms.Contains(name));

    /// <summary>The words, folded, that coined tokens consist of ("eb" and "alfred" for "EB-ALFRED").</summary>
    public static IEnumerable<string> CoinedWordsIn(string text) => CoinedTokens(text).SelectMany(Words.Of).Select(w => w.Folded);

    // Abstracts are read whole for every paper of the corpus: a token is copied only when it can be a name at all.
    private static List<string> CoinedTokens(string text)
    {
        List<string> tokens = [];
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            var token = text.AsSpan(start, at - start).Trim("(),.:;?!\"'“”");
            if (MayBeCoined(token) && token.ToString() is var copy && IsCoined(copy))
            {
                tokens.Add(copy);
            }
        }

        return tokens;
    }

    private static bool MayBeCoined(ReadOnlySpan<char> token)
    {
        for (var i = 1; i < token.Length; i++)
        {
            if (char.IsUpper(token[i]) || char.IsDigit(token[i]))
            {
                return true;
            }
        }

        return token.Length > 1 && char.IsDigit(token[0]);
    }

    private static IEnumerable<string> DefinedIn(string text)
    {
        for (var open = text.IndexOf('(', StringComparison.Ordinal); open >= 0; open = text.IndexOf('(', open + 1))
        {
            var close = text.IndexOf(')', open);
            if (close > open && close - open <= 20)
            {
                var inside = text[(open + 1)..close];
                var name = Join(inside);
                if (!inside.Contains(' ', StringComparison.Ordinal) && inside.Count(char.IsUpper) >= 2 && !GenericAcronyms.Contains(name))
                {
                    yield return name;
                }
            }
        }
    }

    private static bool IsCoined(string token)
    {
        var capitals = token.Count(char.IsUpper);
        var inner = token.Skip(1).Count(char.IsUpper);
        var letters = token.Count(char.IsLetter);
        return letters >= 2 && ((inner >= 1 && token.Length <= 24 && token.IndexOf('/', StringComparison.Ordinal) < 0 && !OnlyHyphenCapitals(token))
            || (capitals >= 1 && token.Any(char.IsDigit)));
    }

    // "Self-Supervised" is ordinary title case, "RT-H" and "PLATO-2" are names.
    private static bool OnlyHyphenCapitals(string token) =>
        token.Split('-').All(part => part.Length > 1 && !part.Skip(1).Any(char.IsUpper));

    // Acronyms of whole fields name no paper.
    private static readonly HashSet<string> GenericAcronyms = new(StringComparer.Ordinal)
    {
        "ai", "agi", "api", "asr", "bert", "cnn", "cot", "cv", "dpo", "gan", "gnn", "gpt", "gpt2", "gpt3", "gpt4", "gpu", "icl", "kg",
        "kgs", "llm", "llms", "lm", "lms", "lora", "lstm", "mdp", "ml", "mllm", "mllms", "mlm", "mt", "ner", "nlg", "nli", "nlp", "nlu",
        "nmt", "ocr", "peft", "plm", "plms", "pos", "ppo", "qa", "rag", "rl", "rlhf", "rlvr", "rnn", "sft", "slm", "sota", "sql", "ssl",
        "st", "tom", "tts", "vae", "vision", "vit", "vlm", "vlms", "vqa", "wer", "f1", "3d", "2d",
    };
}
