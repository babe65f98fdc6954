using PaperBot.Localisation;
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
        if (PaperReference.Resolve(papers, call.Required("paper"), call.History, out var problem) is not { } paper)
        {
            return Task.FromResult(Reply.Problem(problem));
        }

        var hits = papers.Related(paper, call.Count("count") ?? Shown);
        return Task.FromResult(new Reply(PaperList.Of(hits, call.Say.Of(Phrase.NoPaperLike)))
        {
            Papers = [.. hits.Select(h => h.Paper.Id)],
        });
    }
}
