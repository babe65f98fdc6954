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
