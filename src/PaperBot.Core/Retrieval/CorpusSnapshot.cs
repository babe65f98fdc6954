using PaperBot.Embeddings;
using PaperBot.Papers;
using PaperBot.Retrieval.Reranking;
using PaperBot.Waiting;

namespace PaperBot.Retrieval;

/// <summary>An immutable set of papers with what is needed to find them.</summary>
internal sealed class CorpusSnapshot
{
    // Of letters and digits alone; a shorter beginning may be that of several titles.
    private const int ShortestBeginning = 40;

    private readonly Dictionary<string, int> numbers;
    private readonly Lazy<TitleIndex> titles;
    private readonly Lazy<PaperMentions> mentions;
    private readonly Lazy<Dictionary<string, Paper>> byTitle;
    private readonly Lazy<Dictionary<string, Paper>> byTitleKey;
    private readonly Retriever retriever;
    private readonly RankFusion fusion;
    private int isIndexingTitles;

    private CorpusSnapshot(IReadOnlyList<Paper> papers)
    {
        Papers = papers;
        numbers = new(papers.Count, StringComparer.OrdinalIgnoreCase);
        for (var number = 0; number < papers.Count; number++)
        {
            numbers.Add(papers[number].Id, number);
        }

        Index = PaperIndex.Of(papers);
        Sentences = new PaperSentences(papers, Index);
        retriever = new Retriever(Index);
        fusion = new RankFusion(Index, new Reranker(Index, Sentences, RerankWeights.Shipped));
        titles = new(() => new TitleIndex(papers));
        byTitle = new(() => papers.GroupBy(p => p.Title, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal));
        byTitleKey = new(() => papers.GroupBy(p => TitleKey.Of(p.Title), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal));
        mentions = new(() => new PaperMentions(papers, Index));
    }

    /// <summary>All papers in order of first import.</summary>
    public IReadOnlyList<Paper> Papers { get; }

    /// <summary>The words of the corpus; document numbers are positions in <see cref="Papers"/>.</summary>
    public PaperIndex Index { get; }

    /// <summary>The sentences of the abstracts, by the same numbers.</summary>
    public PaperSentences Sentences { get; }

    /// <summary>
    /// What an embedding model made of the papers so far; null for nothing. Comes after the papers, and as a whole each time there
    /// is more.
    /// </summary>
    public DenseIndex? Vectors { get; set; }

    /// <summary>Indexes the papers.</summary>
    public static CorpusSnapshot Of(IReadOnlyList<Paper> papers) => new(papers);

    /// <summary>Builds now what is otherwise built when first needed, so that the first to ask does not wait for it.</summary>
    public void Warm()
    {
        _ = titles.Value;
        _ = mentions.Value;
        fusion.Warm();
        Rank(QueryTerms.Of("warm"), PaperFilter.None, null, 1);
    }

    /// <summary>The paper with this id, or null.</summary>
    public Paper? Find(string id) => numbers.TryGetValue(id, out var number) ? Papers[number] : null;

    /// <summary>The position in <see cref="Papers"/> of the paper with this id, or -1.</summary>
    public int NumberOf(string id) => numbers.GetValueOrDefault(id, -1);

    /// <summary>
    /// The paper with exactly this title, else with one that differs only in marks and LaTeX, the first imported of several; or null.
    /// A title that ends in an ellipsis was shortened: its beginning decides.
    /// </summary>
    public Paper? FindByTitle(string title)
    {
        if (byTitle.Value.GetValueOrDefault(title) is { } exact)
        {
            return exact;
        }

        var key = TitleKey.Of(title);
        return byTitleKey.Value.GetValueOrDefault(key)
            ?? (title.EndsWith('…') && key.Length >= ShortestBeginning
                ? Papers.FirstOrDefault(p => TitleKey.Of(p.Title).StartsWith(key, StringComparison.Ordinal))
                : null);
    }

    /// <summary>The best <paramref name="top"/> papers for a query, best first; understands field syntax.</summary>
    /// <param name="query">As typed.</param>
    /// <param name="filter">Which papers may appear.</param>
    /// <param name="top">How many, at most.</param>
    /// <param name="meaning">What its free words mean to the embedding model; null where that is not known.</param>
    public IReadOnlyList<Hit> Search(string query, PaperFilter filter, int top, QueryVector? meaning = null)
    {
        var parsed = SearchQuery.Parse(query);
        var admits = parsed.HasRequirements ? parsed.Against(Papers, Index) : null;
        var hits = Rank(QueryTerms.Of(parsed.FreeText).Meant(meaning), filter, admits, top);

        // "author:amadi" alone has no words to rank by: all that hold it, newest first.
        return hits.Count > 0 || admits is null || parsed.FreeText.Length > 0
            ? hits
            : [.. Papers.Where((p, number) => filter.Admits(p) && admits(number)).OrderByDescending(p => p.Published).Take(top)
                .Select(p => new Hit(p, 1))];
    }

    /// <summary>The best <paramref name="top"/> papers for content words, best first; papers that match none are left out.</summary>
    /// <param name="terms">What is looked for.</param>
    /// <param name="filter">Which papers may appear.</param>
    /// <param name="admits">Further says by position in <see cref="Papers"/> which may; null for all.</param>
    /// <param name="top">How many, at most.</param>
    public IReadOnlyList<Hit> Rank(QueryTerms terms, PaperFilter filter, Func<int, bool>? admits, int top)
    {
        // What is not looked at twice need not be expanded twice.
        var expanded = terms.Terms.Count <= Reranker.MostTerms ? Expand(terms) : [];
        var (earned, dense) = (retriever.Score(terms), DenseView.Of(Vectors, terms));
        var best = fusion.Best(
            terms, expanded, earned, number => filter.Admits(Papers[number]) && (admits is null || admits(number)), top, dense);
        return [.. best.Select(b => new Hit(Papers[b.Paper], b.Score) { Earned = earned[b.Paper], Cosine = dense?.CosineOf(b.Paper) })];
    }

    /// <summary>What the last step of ranking sees of the best papers, by number; null where there is nothing to choose.</summary>
    public (int[] Papers, CloserLook Look)? Closer(QueryTerms terms) => fusion.Closer(terms, Expand(terms), retriever.Score(terms));

    /// <summary>The papers whose title (or acronym) the typed text most likely means, best first.</summary>
    public IReadOnlyList<Paper> Lookup(string typed, int top) => [.. titles.Value.Lookup(typed, top).Select(h => h.Paper)];

    /// <summary>
    /// As <see cref="Lookup"/>, for somebody who is typing: never waits for the index of titles. While that is being built,
    /// titles that hold what was typed are found, those that begin with it first.
    /// </summary>
    public IReadOnlyList<Paper> Suggest(string typed, int top)
    {
        if (titles.IsValueCreated)
        {
            return Lookup(typed, top);
        }

        if (Interlocked.Exchange(ref isIndexingTitles, 1) == 0)
        {
            LeftAlone.Let(Task.Run(() => titles.Value));
        }

        var words = typed.Trim();
        return words.Length == 0 ? [] :
        [
            .. Papers.Where(p => p.Title.StartsWith(words, StringComparison.OrdinalIgnoreCase))
                .Concat(Papers.Where(p => p.Title.IndexOf(words, StringComparison.OrdinalIgnoreCase) > 0)).Take(top),
        ];
    }

    /// <summary>As <see cref="Lookup"/>, with how well each fits (0.45 to 2).</summary>
    public IReadOnlyList<Hit> LookupScored(string typed, int top) => titles.Value.Lookup(typed, top);

    /// <summary>The papers a text names, in the order of their mention.</summary>
    public IReadOnlyList<Mention> MentionsIn(string text) => mentions.Value.In(text);

    /// <summary>How much each query term counts in this corpus and what stands for it.</summary>
    public IReadOnlyList<ExpandedTerm> Expand(QueryTerms terms) => [.. terms.Terms.Select(retriever.Expand)];

    /// <summary>The papers most like one paper, best first, itself excluded.</summary>
    public IReadOnlyList<Hit> Related(Paper paper, int top)
    {
        var own = Papers.TakeWhile(p => p.Id != paper.Id).Count();
        var terms = QueryTerms.Of(paper.Title).With(paper.Abstract, 0.3);
        return Rank(terms.Meant(own < Papers.Count ? Vectors?.MeaningOf(own) : null), PaperFilter.None, number => number != own, top);
    }
}
