using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Retrieval;

/// <summary>
/// A search as typed: free words, <c>"a phrase"</c>, <c>title:word</c>, <c>author:name</c>, <c>category:CL</c>,
/// <c>year:2026</c>, and any of them with a leading minus to exclude. Phrases and fields must hold; free words only rank.
/// </summary>
internal sealed class SearchQuery
{
    // A search of more conditions than anybody types is read up to here.
    private const int MostRequirements = 32;

    private readonly List<Requirement> requirements = [];

    private SearchQuery(string freeText) => FreeText = freeText;

    /// <summary>The words that rank, phrases and title words included.</summary>
    public string FreeText { get; private set; }

    /// <summary>True when something besides free words was asked for.</summary>
    public bool HasRequirements => requirements.Count > 0;

    /// <summary>Reads a query; text that is no valid syntax counts as free words.</summary>
    public static SearchQuery Parse(string typed)
    {
        var query = new SearchQuery("");
        List<string> free = [];
        foreach (var (excluded, field, value) in Parts(typed))
        {
            switch (field, excluded)
            {
                case ("", false):
                    free.Add(value);
                    break;
                case ("phrase" or "title", false):
                    free.Add(value);
                    query.Require(new Requirement(field, value, false));
                    break;
                default:
                    query.Require(new Requirement(field.Length == 0 ? "phrase" : field, value, excluded));
                    break;
            }
        }

        query.FreeText = string.Join(' ', free);
        return query;
    }

    /// <summary>Tells whether the paper of a document number holds every phrase and field asked for, and none excluded.</summary>
    public Func<int, bool> Against(IReadOnlyList<Paper> papers, PaperIndex index)
    {
        List<(Requirement Requirement, int[] Terms)> conditions = [.. requirements.Select(r => (r, r.TermsIn(index)))];
        return number => conditions.TrueForAll(c =>
            c.Requirement.HoldsFor(papers[number], index.Documents[number], c.Terms) != c.Requirement.Excluded);
    }

    // A minus before a dash, or a title without a letter, asks for nothing.
    private void Require(Requirement requirement)
    {
        if (requirements.Count < MostRequirements && requirement.AsksForSomething && !requirements.Contains(requirement))
        {
            requirements.Add(requirement);
        }
    }

    private static IEnumerable<(bool Excluded, string Field, string Value)> Parts(string typed)
    {
        var at = 0;
        while (at < typed.Length)
        {
            if (char.IsWhiteSpace(typed[at]))
            {
                at++;
                continue;
            }

            var excluded = typed[at] == '-' && at + 1 < typed.Length && !char.IsWhiteSpace(typed[at + 1]);
            at += excluded ? 1 : 0;
            var field = FieldAt(typed, at);
            at = field.Length == 0 ? at : SkipWhiteSpace(typed, at + field.Length + 1);
            var quoted = at < typed.Length && typed[at] is '"' or '“' or '”';
            var end = quoted ? typed.IndexOfAny(['"', '”', '“'], at + 1) : IndexOfWhiteSpace(typed, at);
            end = end < 0 ? typed.Length : end;
            var value = typed[(quoted ? at + 1 : at)..end];
            at = quoted ? end + 1 : end;
            if (value.Length > 0)
            {
                yield return (excluded, field.Length == 0 && quoted ? "phrase" : field, value);
            }
        }
    }

    private static string FieldAt(string typed, int at)
    {
        foreach (var field in (ReadOnlySpan<string>)["title", "author", "category", "year"])
        {
            if (at + field.Length < typed.Length && typed[at + field.Length] == ':'
                && typed.AsSpan(at, field.Length).Equals(field, StringComparison.OrdinalIgnoreCase))
            {
                return field;
            }
        }

        return "";
    }

    // "author: amadi" means what "author:amadi" does.
    private static int SkipWhiteSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int IndexOfWhiteSpace(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private sealed record Requirement(string Field, string Value, bool Excluded)
    {
        public bool AsksForSomething => Field is "author" or "category" or "year" || Words.Of(Value).Count > 0;

        public int[] TermsIn(PaperIndex index) => [.. Words.Of(Value).Select(w => index.Terms.Find(w.Folded))];

        public bool HoldsFor(Paper paper, DocumentTerms document, int[] terms) => Field switch
        {
            "author" => new PaperFilter { Author = Value }.Admits(paper),
            "category" => new PaperFilter { Category = Value }.Admits(paper),
            "year" => paper.Published?.Year.ToString(System.Globalization.CultureInfo.InvariantCulture) == Value,
            "title" => Contains(document.Title, terms),
            _ => Contains(document.Title, terms) || Contains(document.Abstract, terms),
        };

        private static bool Contains(int[] text, int[] terms) => text.AsSpan().IndexOf(terms) >= 0;
    }
}
