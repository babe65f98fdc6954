using PaperBot.Generation;
using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary><c>/paper</c>.</summary>
internal sealed class PaperHandler(Corpus corpus, PaperSummarizer summarizer)
{
    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PaperReference.Resolve(corpus.Current, call.Required("paper"), call.History, out var problem) is not { } paper)
        {
            return Reply.Problem(problem);
        }

        var summary = await summarizer.SummarizeAsync(paper, cancellationToken).ConfigureAwait(false);
        return new Reply(PaperCard.Of(paper, summary.Tldr)) { Papers = [paper.Id] };
    }
}
