using System.Threading.Channels;
using Microsoft.Extensions.Options;
using PaperBot.Localisation;
using PaperBot.Surfaces;
using PaperBot.Waiting;

namespace PaperBot.Intake;

/// <summary>
/// Takes messages in without keeping their sender waiting: each is queued for the <see cref="QuestionWorker"/> or refused at once
/// with a reason. Safe for concurrent use.
/// </summary>
internal sealed class QuestionIntake(IOptions<IntakeOptions> options, TimeProvider time, Workload? workload = null)
{
    private readonly Lock gate = new();
    private readonly PersonalPace pace = new(options.Value.PerMinute, time);
    private readonly Channel<PendingMessage> queue =
        Channel.CreateBounded<PendingMessage>(options.Value.Waiting + options.Value.AtOnce);

    // Queued or being worked on.
    private int inside;
    private bool stopping;

    /// <summary>What waits, in the order it came.</summary>
    public ChannelReader<PendingMessage> Pending => queue.Reader;

    /// <summary>Takes a message in. The reply goes to the surface it came from.</summary>
    /// <returns>Null and the message's own end, or why it was not taken.</returns>
    public Refusal? Take(IncomingMessage message, IChatSurface surface, out Task done)
    {
        done = Task.CompletedTask;
        var limits = options.Value;
        var say = Phrases.For(message.Locale);
        if (string.IsNullOrWhiteSpace(message.Text))
        {
            return new Refusal(RefusalKind.Empty, say.Of(Phrase.EmptyMessage));
        }

        if (message.Text.Length > limits.LongestMessage)
        {
            return new Refusal(RefusalKind.TooLong, say.Of(Phrase.TooLong, limits.LongestMessage));
        }

        lock (gate)
        {
            if (stopping)
            {
                return new Refusal(RefusalKind.Stopping, say.Of(Phrase.Stopping));
            }

            if (inside >= limits.Waiting + limits.AtOnce)
            {
                return new Refusal(RefusalKind.Busy, say.Of(Phrase.Busy, limits.Waiting));
            }

            if (!message.IsOperator && pace.Take(message.Person) is { TotalSeconds: > 0 } wait)
            {
                return new Refusal(RefusalKind.TooFast, say.Of(
                    Phrase.TooFast, limits.PerMinute, Math.Ceiling(wait.TotalSeconds)));
            }

            var before = Math.Max(0, inside - limits.AtOnce + 1);
            var pending = new PendingMessage(message, new ReplyStream(surface, message, time));
            inside++;
            workload?.Is(inside);
            done = pending.Done;
            if (before > 0)
            {
                pending.Reply.Draft(before == 1 ? say.Of(Phrase.OneBefore) : say.Of(Phrase.ManyBefore, before));
            }

            queue.Writer.TryWrite(pending);
            return null;
        }
    }

    /// <summary>Makes room after a message was dealt with.</summary>
    public void Release()
    {
        lock (gate)
        {
            inside--;
            workload?.Is(inside);
        }
    }

    /// <summary>Takes nothing more; what waits is still there to be read.</summary>
    public void Stop()
    {
        lock (gate)
        {
            stopping = true;
            queue.Writer.TryComplete();
        }
    }
}
