namespace PaperBot.Generation;

/// <summary>Where the growing answer is shown while it is written.</summary>
internal interface IReplyDraft
{
    /// <summary>Shows the text so far; each call replaces what was shown.</summary>
    Task ShowAsync(string text, CancellationToken cancellationToken);
}

/// <summary>
/// Passes drafts on at most once a second, always the latest: a surface that is edited more often slows down or refuses.
/// </summary>
internal sealed class ReplyStream(IReplyDraft draft, TimeProvider time)
{
    /// <summary>The least time between two edits of one message.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private long? shown;
    private string? latest;

    /// <summary>Shows the text now, or remembers it when the last edit is too fresh.</summary>
    public async Task UpdateAsync(string text, CancellationToken cancellationToken)
    {
        latest = text;
        if (shown is { } at && time.GetElapsedTime(at) < Pace)
        {
            return;
        }

        shown = time.GetTimestamp();
        latest = null;
        await draft.ShowAsync(text, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether an update was held back since the last edit.</summary>
    public bool HasUnshown => latest is not null;
}
