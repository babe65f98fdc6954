using PaperBot.Papers;

namespace PaperBot.Retrieval;

/// <summary>
/// An inverted index over titles and abstracts, scored with BM25 over weighted fields.
/// Source: S. Robertson, H. Zaragoza, M. Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004.
/// </summary>
internal sealed class PaperIndex
{
    private const double K1 = 1.2;
    private const double B = 0.75;
    private const int TitleWeight = 2;

    private readonly Posting[][] postings;

    private PaperIndex(TermTable terms, Acronyms acronyms, List<DocumentTerms> documents, Posting[][] postings)
    {
        Terms = terms;
        Acronyms = acronyms;
        Documents = documents;
        this.postings = postings;
        MaximumIdf = Math.Log(1 + ((documents.Count + 0.5) / 0.5));
    }

    /// <summary>The corpus's stems.</summary>
    public TermTable Terms { get; }

    /// <summary>The acronyms that papers of the corpus define; a paper that holds a long form counts as holding its acronym.</summary>
    public Acronyms Acronyms { get; }

    /// <summary>The terms of each paper, in the order the papers were given.</summary>
    public IReadOnlyList<DocumentTerms> Documents { get; }

    /// <summary>The inverse document frequency of a term no paper contains.</summary>
    public double MaximumIdf { get; }

    /// <summary>Indexes papers; document numbers are their positions.</summary>
    public static PaperIndex Of(IReadOnlyList<Paper> papers)
    {
        var terms = new TermTable();
        List<DocumentTerms> documents = [.. papers.Select(p => new DocumentTerms(terms.Add(p.Title), terms.Add(p.Abstract)))];
        var acronyms = Acronyms.Of(papers, terms);
        List<List<Posting>> growing = [];
        var lengths = new int[papers.Count];
        Dictionary<int, int> frequencies = [];
        for (var number = 0; number < papers.Count; number++)
        {
            frequencies.Clear();
            Count(documents[number].Title, TitleWeight);
            Count(documents[number].Abstract, 1);
            CountAcronyms(documents[number]);
            while (growing.Count < terms.Count)
            {
                growing.Add([]);
            }

            foreach (var (term, frequency) in frequencies)
            {
                growing[term].Add(new Posting(number, frequency));
                lengths[number] += frequency;
            }
        }

        var average = lengths.Length == 0 ? 1 : lengths.Average();
        return new PaperIndex(terms, acronyms, documents, [.. growing.Select(p => p.Select(Saturated).ToArray())]);

        // Known once the last paper is read: until then a posting holds how often the term occurs.
        Posting Saturated(Posting posting) => posting with
        {
            Saturation = (float)(posting.Saturation * (K1 + 1)
                / (posting.Saturation + (K1 * (1 - B + (B * lengths[posting.Document] / average))))),
        };

        void Count(int[] field, int weight)
        {
            foreach (var term in field)
            {
                frequencies[term] = frequencies.GetValueOrDefault(term) + weight;
            }
        }

        // Who writes the acronym beside its long form has said so already.
        void CountAcronyms(DocumentTerms document)
        {
            var written = frequencies.Keys.ToHashSet();
            foreach (var (field, weight) in ((int[], int)[])[(document.Title, TitleWeight), (document.Abstract, 1)])
            {
                Count([.. acronyms.In(field).Select(found => found.Acronym).Where(a => !written.Contains(a))], weight);
            }
        }
    }

    /// <summary>
    /// The distinct terms of a paper with how often each occurs, an occurrence in the title counted so many times.
    /// </summary>
    public Dictionary<int, int> CountsOf(int paper, int titleWeight)
    {
        Dictionary<int, int> counts = [];
        foreach (var term in Documents[paper].Title)
        {
            counts[term] = counts.GetValueOrDefault(term) + titleWeight;
        }

        foreach (var term in Documents[paper].Abstract)
        {
            counts[term] = counts.GetValueOrDefault(term) + 1;
        }

        return counts;
    }

    /// <summary>How many papers contain a term.</summary>
    public int DocumentFrequency(int term) => term < 0 ? 0 : postings[term].Length;

    /// <summary>How many papers contain some terms side by side, in order; counting ends at <paramref name="enough"/>.</summary>
    public int PhraseFrequency(ReadOnlySpan<int> phrase, int enough)
    {
        var rarest = phrase[0];
        foreach (var term in phrase)
        {
            rarest = DocumentFrequency(term) < DocumentFrequency(rarest) ? term : rarest;
        }

        var count = 0;
        foreach (ref readonly var posting in PostingsOf(rarest))
        {
            var document = Documents[posting.Document];
            count += document.Title.AsSpan().IndexOf(phrase) >= 0 || document.Abstract.AsSpan().IndexOf(phrase) >= 0 ? 1 : 0;
            if (count >= enough)
            {
                break;
            }
        }

        return count;
    }

    /// <summary>Inverse document frequency, always positive; the maximum for an unknown term.</summary>
    public double Idf(int term)
    {
        if (term < 0)
        {
            return MaximumIdf;
        }

        double frequency = postings[term].Length;
        return Math.Log(1 + ((Documents.Count - frequency + 0.5) / (frequency + 0.5)));
    }

    /// <summary>The papers that contain a term.</summary>
    public ReadOnlySpan<Posting> PostingsOf(int term) => term < 0 ? [] : postings[term];
}

/// <summary>The terms of one paper in reading order, function words included.</summary>
internal sealed record DocumentTerms(int[] Title, int[] Abstract);

/// <summary>A paper that contains a term.</summary>
/// <param name="Document">Its number.</param>
/// <param name="Saturation">The BM25 weight of the term there, without its idf: 0 to k1 + 1; a title's occurrences count
/// double.</param>
internal readonly record struct Posting(int Document, float Saturation);
