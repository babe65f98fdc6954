using PaperBot.Embeddings;
using PaperBot.Text;

namespace PaperBot.Retrieval;

/// <summary>One content word of a query.</summary>
/// <param name="Printed">As typed.</param>
/// <param name="Folded">Folded.</param>
/// <param name="Stem">Its stem.</param>
/// <param name="Weight">1 for a word of the question itself, less for words carried over from the conversation.</param>
/// <param name="Position">Word position in its text, so that neighbours can be told.</param>
internal sealed record QueryTerm(string Printed, string Folded, string Stem, double Weight, int Position);

/// <summary>The content words of a query in order of first use, each stem once.</summary>
internal sealed class QueryTerms
{
    private readonly List<QueryTerm> terms = [];
    private readonly HashSet<string> stems = new(StringComparer.Ordinal);
    private readonly List<string[]> texts = [];

    private QueryTerms()
    {
    }

    /// <summary>The distinct content words.</summary>
    public IReadOnlyList<QueryTerm> Terms => terms;

    /// <summary>The stems of all words of each text that was added, function words included, in reading order.</summary>
    public IReadOnlyList<string[]> Texts => texts;

    /// <summary>What the whole means to an embedding model; null where that is not known.</summary>
    public QueryVector? Meaning { get; private set; }

    /// <summary>Pairs of neighbouring content words of the query, for phrases.</summary>
    public IEnumerable<(QueryTerm First, QueryTerm Second)> Neighbours =>
        terms.Zip(terms.Skip(1)).Where(p => p.Second.Position - p.First.Position == 1 && p.First.Weight == p.Second.Weight);

    /// <summary>
    /// The content words of a question: words that only ask are left out, unless nothing else is there.
    /// </summary>
    public static QueryTerms Of(string text)
    {
        var query = new QueryTerms();
        var words = Words.Of(text);
        query.Read(words);
        query.Add(text, words, 1, StopWords.IsAskingWord);
        if (query.terms.Count == 0)
        {
            query.Add(text, words, 1, StopWords.IsFunctionWord);
        }

        if (query.terms.Count == 0)
        {
            query.Add(text, words, 1, _ => false);
        }

        return query;
    }

    /// <summary>Adds words from elsewhere (the conversation, feedback) at a lower weight; known stems keep theirs.</summary>
    public QueryTerms With(string text, double weight)
    {
        var words = Words.Of(text);
        Read(words);
        Add(text, words, weight, StopWords.IsAskingWord);
        return this;
    }

    private void Read(List<Word> words) => texts.Add([.. words.Select(w => EnglishStemmer.Stem(w.Folded))]);

    /// <summary>Adds what the whole means to an embedding model; null for nothing.</summary>
    public QueryTerms Meant(QueryVector? meaning)
    {
        Meaning = meaning;
        return this;
    }

    private void Add(string text, List<Word> words, double weight, Func<string, bool> leftOut)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var folded = words[i].Folded;
            if (folded.Length > 0 && !leftOut(folded))
            {
                var stem = EnglishStemmer.Stem(folded);
                if (stems.Add(stem))
                {
                    terms.Add(new QueryTerm(text[words[i].Start..words[i].End], folded, stem, weight, i));
                }
            }
        }
    }
}
