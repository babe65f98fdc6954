using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary><c>/digest</c>.</summary>
internal sealed class DigestHandler(Corpus corpus)
{
    public Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = corpus;
        return Task.FromResult(Reply.Problem("No digest yet."));
    }
}
