using System.Runtime.InteropServices;
using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Retrieval;

/// <summary>
/// The acronyms that papers of a corpus define as "long name (LN)", so that a paper that writes the one is found by the other.
/// A definition is believed when the acronym's letters stand in order in the words before it, the first at a word's beginning.
/// Source: A. S. Schwartz, M. A. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text",
/// PSB 2003.
/// </summary>
internal sealed class Acronyms
{
    private const int ShortestAcronym = 2;
    private const int LongestAcronym = 10;

    // Of one word nothing but the word itself would be found.
    private const int FewestWords = 2;
    private const int MostWords = 8;

    private readonly Dictionary<int, List<LongForm>> byFirstTerm = [];

    private Acronyms()
    {
    }

    /// <summary>Reads the definitions in the abstracts and titles of papers.</summary>
    /// <param name="papers">The papers.</param>
    /// <param name="terms">Numbers their words.</param>
    public static Acronyms Of(IReadOnlyList<Paper> papers, TermTable terms)
    {
        var acronyms = new Acronyms();
        foreach (var paper in papers)
        {
            acronyms.Read(paper.Title, terms);
            acronyms.Read(paper.Abstract, terms);
        }

        return acronyms;
    }

    /// <summary>Where long forms stand in a text, in its order, and the terms of their acronyms.</summary>
    /// <param name="text">Terms; negative ones stand for words the corpus does not hold.</param>
    public IEnumerable<(Range Words, int Acronym)> In(int[] text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (byFirstTerm.TryGetValue(text[at], out var forms))
            {
                foreach (var form in forms)
                {
                    if (text.AsSpan(at).StartsWith(form.Words))
                    {
                        yield return (at..(at + form.Words.Length), form.Acronym);
                    }
                }
            }
        }
    }

    private void Read(string text, TermTable terms)
    {
        for (var open = text.IndexOf('(', StringComparison.Ordinal); open >= 0; open = text.IndexOf('(', open + 1))
        {
            // An acronym's plural is one longer than itself.
            var after = text.AsSpan(open + 1, Math.Min(text.Length - open - 1, LongestAcronym + 2));
            var inside = Singular(after[..Math.Max(0, after.IndexOf(')'))]);
            if (LooksLikeAcronym(inside) && LongFormBefore(text, open, inside) is { } longForm)
            {
                Add(terms.Add(longForm), terms.Add(inside.ToString()), terms);
            }
        }
    }

    private void Add(int[] words, int[] acronym, TermTable terms)
    {
        if (acronym is not [var term] || words.Contains(term) || words.Length is < FewestWords or > MostWords
            || StopWords.IsFunctionWord(terms[term]))
        {
            return;
        }

        ref var forms = ref CollectionsMarshal.GetValueRefOrAddDefault(byFirstTerm, words[0], out _);
        forms ??= [];
        if (!forms.Exists(f => f.Acronym == term && f.Words.AsSpan().SequenceEqual(words)))
        {
            forms.Add(new LongForm(words, term));
        }
    }

    // "large language models (LLMs)": the s is no letter of the name.
    private static ReadOnlySpan<char> Singular(ReadOnlySpan<char> inside) =>
        inside is [.., 's'] && inside.Length > ShortestAcronym && char.IsUpper(inside[^2]) ? inside[..^1] : inside;

    private static bool LooksLikeAcronym(ReadOnlySpan<char> inside)
    {
        var capitals = 0;
        foreach (var c in inside)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                return false;
            }

            capitals += char.IsAsciiLetterUpper(c) ? 1 : 0;
        }

        return inside.Length is >= ShortestAcronym and <= LongestAcronym && capitals >= ShortestAcronym && char.IsAsciiLetter(inside[0]);
    }

    // From the acronym's last letter to its first, each found as far right as it can be.
    private static string? LongFormBefore(string text, int open, ReadOnlySpan<char> acronym)
    {
        var at = open - 1;
        for (var letter = acronym.Length - 1; letter >= 0; letter--)
        {
            if (!char.IsAsciiLetterOrDigit(acronym[letter]))
            {
                continue;
            }

            while (at >= 0 && (char.ToLowerInvariant(text[at]) != char.ToLowerInvariant(acronym[letter]) || (letter == 0 && !BeginsWord(text, at))))
            {
                if (text[at] is '(' or ')' or '.' or ';' || open - at > LongestAcronym * MostWords)
                {
                    return null;
                }

                at--;
            }

            if (at < 0)
            {
                return null;
            }

            at--;
        }

        return text[(at + 1)..open];
    }

    private static bool BeginsWord(string text, int at) => at == 0 || !char.IsLetterOrDigit(text[at - 1]);

    private sealed record LongForm(int[] Words, int Acronym);
}
