using Microsoft.SemanticKernel.Data;
using PaperBot.Papers;
using PaperBot.Prompts.Sources;
using PaperBot.Retrieval;

namespace PaperBot.SemanticKernel;

/// <summary>
/// The index as Semantic Kernel's text search, for other programs of that library. Texts come as our own prompts show them;
/// records are the papers as they were printed.
/// </summary>
public sealed class PaperTextSearch : ITextSearch<Paper>
{
    private readonly Func<CorpusSnapshot> current;

    /// <summary>Searches what the corpus holds whenever it is asked.</summary>
    internal PaperTextSearch(Corpus corpus) => current = () => corpus.Current;

    private PaperTextSearch(CorpusSnapshot papers) => current = () => papers;

    /// <summary>A search over some papers, which are indexed now.</summary>
    public static PaperTextSearch Over(IReadOnlyList<Paper> papers) => new(CorpusSnapshot.Of(papers));

    /// <summary>Title and abstract, a line each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one is asked for, or fewer than none are skipped.</exception>
    public Task<KernelSearchResults<string>> SearchAsync(
        string query, TextSearchOptions<Paper>? searchOptions = null, CancellationToken cancellationToken = default) =>
        FoundAsync(query, searchOptions, p => $"{ShownLine.Of(p.Title)}\n{ShownLine.Of(p.Abstract)}", cancellationToken);

    /// <summary>The title as name, the abstract as value, and where a reader finds the paper as link.</summary>
    /// <exception cref="ArgumentOutOfRangeException">As above.</exception>
    public Task<KernelSearchResults<TextSearchResult>> GetTextSearchResultsAsync(
        string query, TextSearchOptions<Paper>? searchOptions = null, CancellationToken cancellationToken = default) =>
        FoundAsync(
            query,
            searchOptions,
            p => new TextSearchResult(ShownLine.Of(p.Abstract)) { Name = ShownLine.Of(p.Title), Link = PaperLink.Of(p).Url },
            cancellationToken);

    /// <summary>The papers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">As above.</exception>
    public Task<KernelSearchResults<Paper>> GetSearchResultsAsync(
        string query, TextSearchOptions<Paper>? searchOptions = null, CancellationToken cancellationToken = default) =>
        FoundAsync(query, searchOptions, p => p, cancellationToken);

    private Task<KernelSearchResults<T>> FoundAsync<T>(
        string query, TextSearchOptions<Paper>? options, Func<Paper, T> shown, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        options ??= new TextSearchOptions<Paper>();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Top, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Skip, nameof(options));

        // What passes the filter, and how many there are, is known only of all.
        var all = options.Filter is not null || options.IncludeTotalCount;
        var wanted = all ? int.MaxValue : (int)Math.Min((long)options.Skip + options.Top, int.MaxValue);
        var papers = current().Search(query, PaperFilter.None, wanted).Select(h => h.Paper);
        if (options.Filter is { } filter)
        {
            papers = papers.Where(filter.Compile(preferInterpretation: true));
        }

        List<Paper> found = [.. papers];
        var results = found.Skip(options.Skip).Take(options.Top).Select(shown).ToAsyncEnumerable();
        return Task.FromResult(new KernelSearchResults<T>(results, options.IncludeTotalCount ? found.Count : null));
    }
}
