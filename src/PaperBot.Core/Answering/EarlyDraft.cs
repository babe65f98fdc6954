using PaperBot.Text;
using PaperBot.Waiting;

namespace PaperBot.Answering;

/// <summary>
/// What a watching reader is shown while a model writes: after a moment the abstracts' own words, then the model's as far as they
/// are checked, and never the former after the latter. Safe for concurrent use.
/// </summary>
internal sealed class EarlyDraft
{
    // With the search before it and the way to the reader this is about a second, which people wait without wondering.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(600);

    private readonly Lock gate = new();
    private readonly Action<string> draft;
    private bool isOver;

    /// <param name="words">The answer without a model.</param>
    /// <param name="draft">Told of each text to show.</param>
    /// <param name="time">The clock.</param>
    public EarlyDraft(string words, Action<string> draft, TimeProvider time)
    {
        this.draft = draft;
        LeftAlone.Let(OfferAsync(MarkdownGuard.Of(SourceList.Without(words)), time));
    }

    /// <summary>The model's text so far.</summary>
    public void Written(string text)
    {
        lock (gate)
        {
            isOver = true;
            draft(text);
        }
    }

    /// <summary>The answer is there: the abstracts' words are not shown any more.</summary>
    public void End()
    {
        lock (gate)
        {
            isOver = true;
        }
    }

    private async Task OfferAsync(string words, TimeProvider time)
    {
        await Task.Delay(Moment, time).ConfigureAwait(false);
        lock (gate)
        {
            if (!isOver)
            {
                draft(words);
            }
        }
    }
}
