using PaperBot.Text;

namespace PaperBot.Digests;

/// <summary>Reads the line of <see cref="DigestTopics.Parse"/>, once.</summary>
internal sealed class DigestTopicReader(string typed)
{
    private const string Allowed =
        "write terms with commas between them, such as graph neural networks, \"sign language\", title:kites, category:cs.CL, "
        + "author:Lee, like:2101.00001, and a minus before what is to be left out";

    private const int MostShown = 60;

    private static readonly (string Name, DigestTopicKind Kind)[] Fields =
    [
        ("title", DigestTopicKind.Title), ("category", DigestTopicKind.Category), ("author", DigestTopicKind.Author),
        ("like", DigestTopicKind.Like),
    ];

    private readonly string line = Line(typed);
    private int at;

    public DigestTopics Read()
    {
        Require(typed.Length <= DigestTopics.MostLength, TooLong);
        List<DigestTopic> terms = [];
        while (SkipSpaces() < line.Length)
        {
            if (line[at] == ',')
            {
                at++;
            }
            else if (Term() is var term && !terms.Exists(t => Same(t, term)))
            {
                terms.Add(term);
            }
        }

        Require(
            terms.Count <= DigestTopics.MostTerms, $"there are {terms.Count} terms, and at most {DigestTopics.MostTerms} are allowed");
        var topics = new DigestTopics(terms);
        // Read back, the one form must be allowed too.
        Require(topics.ToString().Length <= DigestTopics.MostLength, TooLong);
        return topics;
    }

    private static string TooLong => $"the line is longer than {DigestTopics.MostLength} characters";

    // Line breaks and tabs of a settings file are spaces; what has no place in a line is none either.
    private static string Line(string typed) =>
        string.Concat(typed.Select(c => char.IsControl(c) || char.IsWhiteSpace(c) ? ' ' : c));

    private static bool Same(DigestTopic one, DigestTopic other) =>
        one.Kind == other.Kind && one.Excluded == other.Excluded
        && one.Value.Equals(other.Value, StringComparison.OrdinalIgnoreCase);

    private DigestTopic Term()
    {
        var begin = at;
        var excluded = line[at] is '-' or '−' or '–';
        at += excluded ? 1 : 0;
        SkipSpaces();
        var field = Field();
        var (value, quoted) = at < line.Length && IsQuote(line[at]) ? (Quoted(begin), true) : (Bare(begin), false);
        var kind = field ?? (quoted ? DigestTopicKind.Phrase : DigestTopicKind.Words);
        Require(Words.Of(value).Exists(w => w.Folded.Length > 0), $"“{Shown(begin)}” holds no word to look for");
        return new DigestTopic(kind, value, excluded);
    }

    private DigestTopicKind? Field()
    {
        var end = at;
        while (end < line.Length && char.IsAsciiLetter(line[end]))
        {
            end++;
        }

        if (end == at || end == line.Length || line[end] != ':')
        {
            return null;
        }

        var name = line[at..end];
        var field = Array.Find(Fields, f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        Require(
            field.Name is not null,
            $"“{PlainLine.Of(name, MostShown)}:” names nothing that papers are chosen by; in quotation marks it is looked for as it "
                + "stands");
        at = end + 1;
        SkipSpaces();
        return field.Kind;
    }

    private string Quoted(int begin)
    {
        var end = line.IndexOfAny(['"', '“', '”', '„'], at + 1);
        Require(end > 0, $"the quotation mark of “{Shown(begin)}” is not closed");
        var value = Collapsed(line[(at + 1)..end]);
        at = end + 1;
        Require(SkipSpaces() == line.Length || line[at] == ',', $"after “{value}” a comma is missing");
        return value;
    }

    private string Bare(int begin)
    {
        var end = line.IndexOf(',', at);
        end = end < 0 ? line.Length : end;
        var value = Collapsed(line[at..end]);
        at = end;
        Require(!value.Any(IsQuote), $"a quotation mark stands inside “{Shown(begin)}”; a phrase is a term of its own");
        return value;
    }

    private int SkipSpaces()
    {
        while (at < line.Length && line[at] == ' ')
        {
            at++;
        }

        return at;
    }

    private static bool IsQuote(char c) => c is '"' or '“' or '”' or '„';

    private static string Collapsed(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private string Shown(int begin)
    {
        var comma = line.IndexOf(',', begin);
        return PlainLine.Of(line[begin..(comma < 0 ? line.Length : comma)].Replace('"', '\''), MostShown);
    }

    private static void Require(bool holds, string wrong)
    {
        if (!holds)
        {
            throw new FormatException($"{char.ToUpperInvariant(wrong[0])}{wrong[1..]}; {Allowed}.");
        }
    }
}
