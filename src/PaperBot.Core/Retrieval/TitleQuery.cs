using PaperBot.Text;

namespace PaperBot.Retrieval;

/// <summary>What a person typed to find a title, and how well a title fits it.</summary>
internal sealed class TitleQuery
{
    private static readonly Dictionary<string, string> SpeltOut = new(StringComparer.Ordinal)
    {
        ["llms"] = "large language models", ["llm"] = "large language model", ["lms"] = "language models", ["lm"] = "language model",
        ["rl"] = "reinforcement learning", ["mt"] = "machine translation", ["nmt"] = "neural machine translation",
        ["tom"] = "theory of mind", ["kg"] = "knowledge graph", ["kgs"] = "knowledge graphs", ["icl"] = "in context learning",
        ["asr"] = "speech recognition", ["st"] = "speech translation", ["pos"] = "part of speech", ["ner"] = "named entity recognition",
        ["qa"] = "question answering", ["vqa"] = "visual question answering", ["cot"] = "chain of thought",
        ["rag"] = "retrieval augmented generation", ["ssl"] = "self supervised learning", ["nli"] = "natural language inference",
    };

    private TitleQuery(string[] words, string joined)
    {
        Words = words;
        Joined = joined;
    }

    /// <summary>The words typed, folded; words for symbols ("plus plus") are left out of the joined form.</summary>
    public string[] Words { get; }

    /// <summary>The words without spaces.</summary>
    public string Joined { get; }

    public static TitleQuery Of(string typed)
    {
        string[] all = [.. Text.Words.Of(typed).Select(w => w.Folded).Where(w => w.Length > 0)];
        string[] words = [.. all.Where(w => w is not ("plus" or "caret" or "dash" or "hyphen"))];
        words = words.Length == 0 ? all : words;
        return new TitleQuery(words, string.Concat(words));
    }

    /// <summary>0 (nothing in common) to about 2 (the title itself).</summary>
    public double Fit(TitleEntry title) =>
        Math.Max(Math.Max(WholeFit(title), NameFit(title)), WordsFit(title));

    private double WholeFit(TitleEntry title)
    {
        if (title.Joined == Joined)
        {
            return 2;
        }

        if (title.Joined.StartsWith(Joined, StringComparison.Ordinal))
        {
            return Joined.Length >= 2 ? 1.5 + (0.2 * Joined.Length / title.Joined.Length) : 0.6;
        }

        return Joined.Length >= 5 && title.Joined.Contains(Joined, StringComparison.Ordinal) ? 1.1 : 0;
    }

    private double NameFit(TitleEntry title)
    {
        var best = title.Initials.Contains(Joined) && Joined.Length >= 3 ? 1.25 : 0;
        for (var i = 0; i < title.Names.Count; i++)
        {
            // Later names are looser: the title's own head comes first, acronyms of the abstract last.
            var name = title.Names[i];
            var looseness = 0.02 * Math.Min(i, 10);
            if (name == Joined)
            {
                best = Math.Max(best, 1.8 - looseness);
            }
            else if (name.StartsWith(Joined, StringComparison.Ordinal) && Joined.Length >= 2)
            {
                best = Math.Max(best, 1.3 + (0.2 * Joined.Length / name.Length) - looseness);
            }
            else if (TypingFit(Joined, name) is > 0 and var fit)
            {
                best = Math.Max(best, (1.4 * fit) - looseness);
            }
        }

        return best;
    }

    private double WordsFit(TitleEntry title)
    {
        double got = 0, possible = 0;
        foreach (var word in Words)
        {
            var weight = StopWords.IsFunctionWord(word) ? 0.2 : Math.Min(word.Length, 8);
            possible += weight;
            got += weight * BestWordFit(word, title);
        }

        return possible == 0 ? 0 : got / possible;
    }

    private static double BestWordFit(string word, TitleEntry title)
    {
        double best = 0;
        for (var i = 0; i < title.Words.Length && best < 1; i++)
        {
            best = Math.Max(best, WordFit(word, title.Words[i]));

            // "goat slm" for "goatslm" and the other way round.
            if (i + 1 < title.Words.Length && word.Length > title.Words[i].Length
                && TypingFit(word, title.Words[i] + title.Words[i + 1]) is > 0 and var joined)
            {
                best = Math.Max(best, 0.95 * joined);
            }
        }

        if (best < 0.9 && SpeltOut.TryGetValue(word, out var phrase)
            && title.Joined.Contains(phrase.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal))
        {
            best = 0.9;
        }

        return best < 0.9 && title.Names.Contains(word) ? 0.9 : best;
    }

    private static double WordFit(string typed, string word)
    {
        if (typed == word)
        {
            return 1;
        }

        if (typed.Length >= 2 && word.StartsWith(typed, StringComparison.Ordinal))
        {
            return 0.75 + (0.2 * typed.Length / word.Length);
        }

        if (typed.Length >= 4 && EnglishStemmer.Stem(typed) == EnglishStemmer.Stem(word))
        {
            return 0.95;
        }

        var fit = TypingFit(typed, word);
        return fit > 0 ? fit : typed.Length >= 4 && word.Contains(typed, StringComparison.Ordinal) ? 0.6 : 0;
    }

    // A typing error in a half-typed word is measured against as much of the word as was typed.
    private static double TypingFit(string typed, string word)
    {
        if (typed == word)
        {
            return 1;
        }

        var tolerance = EditDistance.Tolerance(typed.Length);
        var distance = tolerance == 0 ? 1 : EditDistance.Between(typed, word, tolerance);
        if (distance <= tolerance)
        {
            return 0.9 - (0.1 * distance);
        }

        return typed.Length >= 6 && word.Length > typed.Length
            && EditDistance.Between(typed, word.AsSpan(0, typed.Length), 1) <= 1 ? 0.65 : 0;
    }
}
