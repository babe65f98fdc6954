using PaperBot.Surfaces;

namespace PaperBot.Intake;

/// <summary>A message that was taken in, with its reply in the making.</summary>
/// <param name="Message">As written.</param>
/// <param name="Reply">Where the reply goes.</param>
internal sealed record PendingMessage(IncomingMessage Message, ReplyStream Reply)
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the reply was sent, or could not be.</summary>
    public Task Done => done.Task;

    public void Close() => done.TrySetResult();
}
