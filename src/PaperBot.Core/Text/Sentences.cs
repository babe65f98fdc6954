namespace PaperBot.Text;

/// <summary>
/// Splits an abstract into sentences without changing a character. A full stop ends a sentence when white space and
/// something that can begin a sentence follow, unless it belongs to an abbreviation, an initial or a number.
/// </summary>
internal static class Sentences
{
    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "e.g", "i.e", "etc", "cf", "vs", "viz", "al", "fig", "figs", "eq", "eqs", "sec", "secs", "ref", "refs", "tab", "no", "nos",
        "vol", "pp", "ch", "approx", "resp", "dr", "prof", "mr", "mrs", "ms", "st", "jr", "sr", "inc", "ltd", "co", "u.s", "u.k",
        "w.r.t", "i.i.d", "a.k.a", "s.t", "ph.d", "dept", "univ", "est", "incl", "esp",
    };

    // These end sentences as often as not, so that a capital after them decides.
    private static readonly HashSet<string> MayEndSentence = new(StringComparer.OrdinalIgnoreCase)
    {
        "etc", "al", "no", "i.i.d", "inc", "ltd", "co", "u.s", "u.k", "ph.d", "est",
    };

    /// <summary>The sentences of <paramref name="text"/> in order; together they cover everything but white space.</summary>
    public static List<Sentence> Of(string text)
    {
        List<Sentence> sentences = [];
        var start = SkipWhiteSpace(text, 0);
        var at = start;
        while (at < text.Length)
        {
            if (text[at] is '.' or '!' or '?' && EndsSentence(text, start, at, out var end))
            {
                sentences.Add(new Sentence(start, text[start..end]));
                start = at = SkipWhiteSpace(text, end);
            }
            else
            {
                at++;
            }
        }

        if (start < text.Length)
        {
            sentences.Add(new Sentence(start, text[start..].TrimEnd()));
        }

        return sentences;
    }

    private static bool EndsSentence(string text, int start, int at, out int end)
    {
        end = at + 1;
        while (end < text.Length && text[end] is '.' or '!' or '?' or '"' or '\'' or '”' or '’' or ')' or ']' or '»')
        {
            end++;
        }

        if (end >= text.Length)
        {
            return true;
        }

        var next = SkipWhiteSpace(text, end);
        if (next >= text.Length)
        {
            return true;
        }

        if (next == end || !CanBegin(text, next))
        {
            return false;
        }

        return text[at] != '.' || end > at + 1 || !IsAbbreviation(text, start, at);
    }

    private static bool CanBegin(string text, int at)
    {
        while (at < text.Length && text[at] is '"' or '\'' or '“' or '‘' or '(' or '[' or '«' or '$' or '\\' or '*')
        {
            at++;
        }

        return at < text.Length && (char.IsUpper(text[at]) || char.IsDigit(text[at]) || BeginsWithInnerCapital(text, at)
            || char.GetUnicodeCategory(text[at]) == System.Globalization.UnicodeCategory.OtherLetter);
    }

    // Names such as "iCub" or "eVAE" begin sentences in lower case.
    private static bool BeginsWithInnerCapital(string text, int at)
    {
        for (var i = at; i < text.Length && char.IsLetterOrDigit(text[i]); i++)
        {
            if (char.IsUpper(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAbbreviation(string text, int start, int dot)
    {
        var from = dot;
        while (from > start && (char.IsLetter(text[from - 1]) || text[from - 1] == '.'))
        {
            from--;
        }

        var word = text[from..dot];
        if (word.Length == 1 && char.IsUpper(word[0]) && (from == 0 || text[from - 1] is ' ' or '.'))
        {
            // An initial ("J. P. Amadi", "by K. Lund"), unless it ends the name of a thing ("vitamin C. We").
            return from == start || IsInitial(text, SkipWhiteSpace(text, dot + 1)) || FollowsAName(text, start, from);
        }

        // "in 40 ms. We" and "after 5 sec. We" end with a unit; "Ms. Amadi" and "Sec. 3" go on.
        if (word is "ms" or "sec" or "secs" && EndsWithDigit(text.AsSpan(start, from - start).TrimEnd()))
        {
            return false;
        }

        // "et al. (2024)" goes on, "et al. We" does not.
        return Abbreviations.Contains(word)
            && (!MayEndSentence.Contains(word) || !char.IsUpper(text[SkipWhiteSpace(text, dot + 1)]));
    }

    private static bool EndsWithDigit(ReadOnlySpan<char> text) => text.Length > 0 && char.IsAsciiDigit(text[^1]);

    private static bool IsInitial(string text, int at) => at + 1 < text.Length && char.IsUpper(text[at]) && text[at + 1] == '.';

    private static bool FollowsAName(string text, int start, int from)
    {
        var before = text[start..from].TrimEnd();
        var word = before[(before.LastIndexOf(' ') + 1)..];
        return word is "by" or "of" or "and" or "from" or "with" || (word.Length > 0 && char.IsUpper(word[0]) && !word.EndsWith('-'));
    }

    private static int SkipWhiteSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}
