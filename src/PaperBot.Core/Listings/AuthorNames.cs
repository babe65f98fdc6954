using System.Text.RegularExpressions;

namespace PaperBot.Listings;

/// <summary>A list of authors as a tagged format states it.</summary>
/// <param name="Names">In printed order, given name first.</param>
/// <param name="EtAl">True when the list ends in "et al." or "others".</param>
internal sealed partial record AuthorNames(IReadOnlyList<string> Names, bool EtAl)
{
    /// <summary>The list's length, or null when it is cut off or empty.</summary>
    public int? Count => EtAl || Names.Count == 0 ? null : Names.Count;

    /// <summary>The names, or null when there are none.</summary>
    public IReadOnlyList<string>? NamesOrNull => Names.Count == 0 ? null : Names;

    /// <summary>Reads names that are already apart; <c>Family, Given</c> becomes <c>Given Family</c>.</summary>
    public static AuthorNames From(IEnumerable<string> names)
    {
        var list = new List<string>();
        var etAl = false;
        foreach (var printed in names)
        {
            var name = Spaces().Replace(printed.Trim().Trim(',', ';'), " ");
            var cut = Others().Match(name);
            etAl |= cut.Success;
            name = cut.Success ? name[..cut.Index].TrimEnd(' ', ',') : name;
            if (name.Length > 0)
            {
                list.Add(GivenFirst(name));
            }
        }

        return new AuthorNames(list, etAl);
    }

    /// <summary>Reads a list in one string, separated by semicolons, by "and" (BibTeX), or by commas.</summary>
    public static AuthorNames Split(string list)
    {
        var flat = Spaces().Replace(list.Trim(), " ");
        if (flat.Contains(';', StringComparison.Ordinal))
        {
            return From(flat.Split(';'));
        }

        var parts = And().Split(flat);
        var inverted = parts.Length > 1 && parts.All(part => part.Count(c => c == ',') == 1 || Others().IsMatch(part));
        return inverted ? From(parts) : From(parts.SelectMany(part => part.Split(',')));
    }

    private static string GivenFirst(string name)
    {
        var parts = name.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length switch
        {
            2 when Suffix().IsMatch(parts[1]) => $"{parts[0]} {parts[1]}",
            2 => $"{parts[1]} {parts[0]}",

            // BibTeX's three-part form: Family, Jr, Given.
            3 => $"{parts[2]} {parts[0]} {parts[1]}",
            _ => name,
        };
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\s*,?\s+(?:and|&)\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex And();

    [GeneratedRegex(@"(?:^|\s|,)(?:et\s+al\.?|others)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Others();

    [GeneratedRegex(@"^(?:Jr|Sr)\.?$|^(?:II|III|IV)$")]
    private static partial Regex Suffix();
}
