using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.Retrieval;

/// <summary>
/// A search as typed: free words, <c>"a phrase"</c>, <c>title:word</c>, <c>author:name</c>, <c>category:CL</c>,
/// <c>year:2026</c>, and any of them
/// with a leading minus to exclude. Phrases and fields must hold; free words only rank.
/// </summary>
internal sealed class SearchQuery
{
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
                    query.requirements.Add(new Requirement(field, value, false));
                    break;
                default:
                    query.requirements.Add(new Requirement(field.Length == 0 ? "phrase" : field, value, excluded));
                    break;
            }
        }

        query.FreeText = string.Join(' ', free);
        return query;
    }

    /// <summary>Whether the paper holds every phrase and field asked for, and none excluded.</summary>
    public bool Admits(Paper paper) => requirements.TrueForAll(r => r.HoldsFor(paper) != r.Excluded);

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
            at += field.Length == 0 ? 0 : field.Length + 1;
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
        private readonly string[] stems = StemsOf(Value);

        public bool HoldsFor(Paper paper) => Field switch
        {
            "author" => new PaperFilter { Author = Value }.Admits(paper),
            "category" => new PaperFilter { Category = Value }.Admits(paper),
            "year" => paper.Published?.Year.ToString(System.Globalization.CultureInfo.InvariantCulture) == Value,
            "title" => Contains(paper.Title),
            _ => Contains(paper.Title) || Contains(paper.Abstract),
        };

        private bool Contains(string text) =>
            stems.Length > 0 && StemsOf(text).AsSpan().IndexOf(stems) >= 0;

        private static string[] StemsOf(string text) => [.. Words.Of(text).Select(w => EnglishStemmer.Stem(w.Folded))];
    }
}
