namespace PaperBot.Commands;

/// <summary><c>/digest</c>.</summary>
internal sealed class DigestHandler
{
    public Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Reply.Problem("No digest yet."));
    }
}
