using PaperBot.Retrieval;
using PaperBot.Summaries;

namespace PaperBot.Commands;

/// <summary><c>/paper</c>.</summary>
internal sealed class PaperHandler(Corpus corpus)
{
    public Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(PaperReference.Resolve(corpus.Current, call.Required("paper"), out var problem) is { } paper
            ? new Reply(PaperCard.Of(paper, AbstractSummarizer.Summarize(paper).Shown))
            : Reply.Problem(problem));
    }
}
