using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary><c>/related</c>.</summary>
internal sealed class RelatedHandler(Corpus corpus)
{
    private const int Shown = 5;

    public Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var papers = corpus.Current;
        return Task.FromResult(PaperReference.Resolve(papers, call.Required("paper"), out var problem) is { } paper
            ? new Reply(PaperList.Of(papers.Related(paper, call.Count("count") ?? Shown), "No other paper is like it."))
            : Reply.Problem(problem));
    }
}
