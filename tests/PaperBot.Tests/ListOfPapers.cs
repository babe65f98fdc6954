using PaperBot.Papers;

namespace PaperBot.Tests;

/// <summary>A store of papers that only reads.</summary>
internal class ListOfPapers(List<Paper> papers) : IPaperStore
{
    public Task<int> CountAsync(CancellationToken cancellationToken) => Task.FromResult(papers.Count);

    public async IAsyncEnumerable<Paper> ReadAllAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var paper in papers.ToList())
        {
            yield return paper;
        }
    }

    public Task<Paper?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(papers.Find(p => p.Id == id));

    public Task<IReadOnlyList<PaperVersion>> VersionsAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<FieldProvenance>> ProvenanceAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long> BeginImportAsync(bool sample, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<FileChanges> StoreAsync(long import, string file, IEnumerable<ListedPaper> papers, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<ImportSummary>> ImportsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> StampAsync(CancellationToken cancellationToken) =>
        Task.FromResult($"{papers.Count}/{papers.Sum(p => p.Version)}");

    public Task<UndoneImport?> UndoAsync(long import, CancellationToken cancellationToken) => throw new NotSupportedException();
}
