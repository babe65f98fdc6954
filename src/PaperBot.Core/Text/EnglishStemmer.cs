namespace PaperBot.Text;

/// <summary>
/// The English (Porter2) stemming algorithm, which maps a word's inflections to one stem.
/// Source: M. F. Porter, "The English (Porter2) stemming algorithm", snowballstem.org, 2002 with later corrections.
/// </summary>
internal static class EnglishStemmer
{
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["skis"] = "ski", ["skies"] = "sky", ["dying"] = "die", ["lying"] = "lie", ["tying"] = "tie",
        ["idly"] = "idl", ["gently"] = "gentl", ["ugly"] = "ugli", ["early"] = "earli", ["only"] = "onli", ["singly"] = "singl",
        ["sky"] = "sky", ["news"] = "news", ["howe"] = "howe",
        ["atlas"] = "atlas", ["cosmos"] = "cosmos", ["bias"] = "bias", ["andes"] = "andes",
    };

    private static readonly HashSet<string> FinishedAfterStep1A = new(StringComparer.Ordinal)
    {
        "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed",
    };

    private static readonly (string Suffix, string Replacement)[] Step2 =
    [
        ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"), ("tional", "tion"),
        ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"),
        ("ousli", "ous"), ("iviti", "ive"), ("fulli", "ful"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"),
        ("izer", "ize"), ("ator", "ate"), ("alli", "al"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    private static readonly (string Suffix, string Replacement)[] Step3 =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""),
        ("ical", "ic"), ("ness", ""), ("ful", ""),
    ];

    private static readonly string[] Step4 =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion",
        "al", "er", "ic",
    ];

    /// <summary>The stem of a folded word (lower case); words of fewer than three letters are their own stem.</summary>
    public static string Stem(string word)
    {
        if (word.Length < 3 || !IsAsciiWord(word))
        {
            return word;
        }

        if (Exceptions.TryGetValue(word, out var exception))
        {
            return exception;
        }

        var letters = MarkConsonantY(word);
        var r1 = RegionOne(letters);
        var r2 = RegionAfterVowelConsonant(letters, r1);
        letters = Step1A(letters);
        if (!FinishedAfterStep1A.Contains(letters))
        {
            letters = Step1C(Step1B(letters, r1));
            letters = Replace(letters, Step2, r1, AllowedInStep2);
            letters = Replace(letters, Step3, r1, (l, suffix) => suffix != "ative" || l.Length - suffix.Length >= r2);
            letters = RemoveStep4(letters, r2);
            letters = Step5(letters, r1, r2);
        }

        return letters.Replace('Y', 'y');
    }

    private static bool IsAsciiWord(string word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiLetterLower(c))
            {
                return false;
            }
        }

        return true;
    }

    // A y at the start, or after a vowel, is a consonant; upper case marks it, so that 'y' alone means the vowel.
    private static string MarkConsonantY(string word)
    {
        if (!word.Contains('y', StringComparison.Ordinal))
        {
            return word;
        }

        var letters = word.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (letters[i] == 'y' && (i == 0 || IsVowel(letters[i - 1])))
            {
                letters[i] = 'Y';
            }
        }

        return new string(letters);
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static int RegionOne(string letters)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ", "inter"])
        {
            if (letters.StartsWith(prefix, StringComparison.Ordinal))
            {
                return prefix.Length;
            }
        }

        return RegionAfterVowelConsonant(letters, 0);
    }

    private static int RegionAfterVowelConsonant(string letters, int from)
    {
        for (var i = from + 1; i < letters.Length; i++)
        {
            if (!IsVowel(letters[i]) && IsVowel(letters[i - 1]))
            {
                return i + 1;
            }
        }

        return letters.Length;
    }

    private static string Step1A(string w)
    {
        if (w.EndsWith("sses", StringComparison.Ordinal))
        {
            return w[..^2];
        }

        if (w.EndsWith("ied", StringComparison.Ordinal) || w.EndsWith("ies", StringComparison.Ordinal))
        {
            return w.Length > 4 ? w[..^2] : w[..^1];
        }

        if (w.EndsWith("us", StringComparison.Ordinal) || w.EndsWith("ss", StringComparison.Ordinal))
        {
            return w;
        }

        // The vowel may not stand directly before the s: "gas" and "this" keep it.
        return w.EndsWith('s') && ContainsVowel(w, w.Length - 2) ? w[..^1] : w;
    }

    private static string Step1B(string w, int r1)
    {
        if (EndsWithAny(w, out var eed, "eedly", "eed"))
        {
            return w.Length - eed >= r1 ? w[..^eed] + "ee" : w;
        }

        if (!EndsWithAny(w, out var suffix, "ingly", "edly", "ing", "ed") || !ContainsVowel(w, w.Length - suffix))
        {
            return w;
        }

        var stem = w[..^suffix];
        if (EndsWithAny(stem, out _, "at", "bl", "iz"))
        {
            return stem + "e";
        }

        if (EndsWithAny(stem, out _, "bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"))
        {
            // Doubled letters after a lone a, e or o belong to the word: "add", "egg", "off".
            return stem.Length == 3 && stem[0] is 'a' or 'e' or 'o' && stem.Length == 3 ? stem : stem[..^1];
        }

        return r1 >= stem.Length && EndsInShortSyllable(stem) ? stem + "e" : stem;
    }

    private static string Step1C(string w) =>
        w.Length > 2 && w[^1] is 'y' or 'Y' && w.Length > 2 && !IsVowel(w[^2]) ? w[..^1] + "i" : w;

    private static bool AllowedInStep2(string w, string suffix) => suffix switch
    {
        "ogi" => w.Length > 3 && w[^4] == 'l',
        "li" => w.Length > 2 && w[^3] is 'c' or 'd' or 'e' or 'g' or 'h' or 'k' or 'm' or 'n' or 'r' or 't',
        _ => true,
    };

    private static string Replace(
        string w, (string Suffix, string Replacement)[] rules, int region, Func<string, string, bool> allowed)
    {
        foreach (var (suffix, replacement) in rules)
        {
            if (w.EndsWith(suffix, StringComparison.Ordinal))
            {
                // Only the longest suffix that matches is considered, even when its condition then fails.
                return w.Length - suffix.Length >= region && allowed(w, suffix) ? w[..^suffix.Length] + replacement : w;
            }
        }

        return w;
    }

    private static string RemoveStep4(string w, int r2)
    {
        foreach (var suffix in Step4)
        {
            if (w.EndsWith(suffix, StringComparison.Ordinal))
            {
                var fits = w.Length - suffix.Length >= r2 && (suffix != "ion" || (w.Length > 3 && w[^4] is 's' or 't'));
                return fits ? w[..^suffix.Length] : w;
            }
        }

        return w;
    }

    private static string Step5(string w, int r1, int r2)
    {
        var last = w.Length - 1;
        if (w[last] == 'e')
        {
            return last >= r2 || (last >= r1 && !EndsInShortSyllable(w[..last])) ? w[..last] : w;
        }

        return w[last] == 'l' && last >= r2 && last > 0 && w[last - 1] == 'l' ? w[..last] : w;
    }

    private static bool EndsInShortSyllable(string w)
    {
        if (w == "past")
        {
            return true;
        }

        if (w.Length == 2)
        {
            return IsVowel(w[0]) && !IsVowel(w[1]);
        }

        return w.Length > 2 && !IsVowel(w[^3]) && IsVowel(w[^2]) && !IsVowel(w[^1]) && w[^1] is not ('w' or 'x' or 'Y');
    }

    private static bool ContainsVowel(string w, int length)
    {
        for (var i = 0; i < length; i++)
        {
            if (IsVowel(w[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithAny(string w, out int length, params ReadOnlySpan<string> suffixes)
    {
        foreach (var suffix in suffixes)
        {
            if (w.EndsWith(suffix, StringComparison.Ordinal))
            {
                length = suffix.Length;
                return true;
            }
        }

        length = 0;
        return false;
    }
}
