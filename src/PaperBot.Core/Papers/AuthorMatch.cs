namespace PaperBot.Papers;

/// <summary>Compares author lists as forgivingly as sources print them: initials, accents, family name first or last.</summary>
internal static class AuthorMatch
{
    /// <summary>True when somebody may stand in both lists: a family name, or a whole name in any order, occurs in both.</summary>
    public static bool ShareSomeone(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var keys = new HashSet<string>(one.SelectMany(Keys), StringComparer.Ordinal);
        return other.SelectMany(Keys).Any(keys.Contains);
    }

    /// <summary>
    /// True when a name that somebody typed may be this author's: one word is a family name; of several each stands in the
    /// author's name, in any order, an initial for a word that begins with it, and one of them whole.
    /// </summary>
    public static bool MayBe(string author, string typed)
    {
        var wanted = WordsOf(typed);
        if (wanted.Length == 1)
        {
            return wanted[0].Length > 0 && Family(author) == wanted[0];
        }

        var left = WordsOf(author).ToList();
        var whole = wanted.Where(w => w.Length > 1 && left.Remove(w)).ToList();
        return whole.Count > 0 && wanted.Except(whole, StringComparer.Ordinal).All(w => left.RemoveFirst(l => IsInitial(w, l)));
    }

    private static bool IsInitial(string one, string other) =>
        one[0] == other[0] && (one.Length == 1 || other.Length == 1);

    private static bool RemoveFirst(this List<string> words, Predicate<string> which)
    {
        var at = words.FindIndex(which);
        if (at >= 0)
        {
            words.RemoveAt(at);
        }

        return at >= 0;
    }

    private static string[] WordsOf(string name) => FoldedText.Of(name).Split(' ');

    /// <summary>The family name, folded: what stands before a comma, else the last word that is no generation suffix.</summary>
    private static string Family(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var words = FoldedText.Of(comma > 0 ? name[..comma] : name).Split(' ');
        var last = words.Length - 1;
        while (last > 0 && words[last] is "jr" or "sr" or "ii" or "iii" or "iv")
        {
            last--;
        }

        return words[last];
    }

    private static IEnumerable<string> Keys(string name)
    {
        var family = Family(name);
        if (family.Length == 0)
        {
            yield break;
        }

        yield return family;

        // "Zhang Wei" and "Wei Zhang": a space keeps whole names apart from family names.
        var words = FoldedText.Of(name).Split(' ');
        Array.Sort(words, StringComparer.Ordinal);
        yield return " " + string.Join(' ', words);
    }
}
