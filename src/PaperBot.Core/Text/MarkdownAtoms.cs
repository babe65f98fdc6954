using System.Globalization;
using System.Text.RegularExpressions;

namespace PaperBot.Text;

/// <summary>What a piece of our Markdown is.</summary>
internal enum AtomKind
{
    /// <summary>One character as a reader sees it.</summary>
    Character,

    /// <summary>A backslash and what it protects.</summary>
    Escape,

    /// <summary>A citation marker such as <c>[1]</c>.</summary>
    Marker,

    /// <summary>Text between backticks on one line.</summary>
    Code,

    /// <summary>A block between lines of three backticks.</summary>
    Fence,

    /// <summary>A link with its address between angle brackets, the only form we write.</summary>
    Link,

    /// <summary>A passage in bold or italics, its marks included.</summary>
    Emphasis,

    /// <summary>An address that stands open in the text.</summary>
    Address,
}

/// <summary>A piece that may not be cut.</summary>
/// <param name="Start">Offset in the text.</param>
/// <param name="Length">UTF-16 units, at least 1.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct Atom(int Start, int Length, AtomKind Kind)
{
    public int End => Start + Length;
}

/// <summary>Takes Markdown of our own making apart.</summary>
internal static partial class MarkdownAtoms
{
    /// <summary>The pieces in order; together they are the text. Never throws on any text.</summary>
    public static List<Atom> Of(string text)
    {
        List<Atom> atoms = [];
        var address = Addresses.Next(text, 0);
        for (var at = 0; at < text.Length; at = atoms[^1].End)
        {
            while (address is { } passed && passed.Start < at)
            {
                address = Addresses.Next(text, at);
                if (address?.Start < at)
                {
                    address = null;
                }
            }

            atoms.Add(At(text, at, address));
        }

        return atoms;
    }

    private static Atom At(string text, int at, (int Start, int Length)? address)
    {
        if (address is { } found && found.Start == at)
        {
            return new Atom(at, found.Length, AtomKind.Address);
        }

        var whole = text[at] switch
        {
            '\\' when at + 1 < text.Length && !char.IsLetterOrDigit(text[at + 1]) && !char.IsWhiteSpace(text[at + 1]) => (AtomKind.Escape, 2),
            '`' when Fence().Match(text, at) is { Success: true } fence => (AtomKind.Fence, fence.Length),
            '`' when Code().Match(text, at) is { Success: true } code => (AtomKind.Code, code.Length),
            '[' when Link().Match(text, at) is { Success: true } link => (AtomKind.Link, link.Length),
            '[' when Marker().Match(text, at) is { Success: true } marker => (AtomKind.Marker, marker.Length),
            '*' when Emphasis().Match(text, at) is { Success: true } emphasis => (AtomKind.Emphasis, emphasis.Length),
            _ => (AtomKind.Character, StringInfo.GetNextTextElementLength(text, at)),
        };

        // A gap belongs to the sign it makes harmless.
        var end = at + whole.Item2;
        while (end < text.Length && text[end] == Markdown.Gap)
        {
            end++;
        }

        return new Atom(at, end - at, whole.Item1);
    }

    [GeneratedRegex(@"\G```[^`\n]*\n(?:(?!```)[^\0])*?\n```", RegexOptions.CultureInvariant)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\G`[^`\n]+`(?!`)", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\G\[(?:\\.|[^\]\[\\\n])+\]\(<[^<>\s]+>\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"\G\[[0-9]{1,3}\]", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"\G(?<mark>\*{1,2})(?!\*)(?:\\.|`[^`\n]+`|[^*\n\\`])+\k<mark>", RegexOptions.CultureInvariant)]
    private static partial Regex Emphasis();
}
