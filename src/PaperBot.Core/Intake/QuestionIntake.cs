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
    // Who has the answer in a moment needs no place in the queue, and chat services let only so much be said.
    private static readonly TimeSpan BeforePlace = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly AnswerPace answering = new();
    private readonly PersonalPace pace = new(options.Value.PerMinute, time);
    private readonly Channel<PendingMessage> queue =
        Channel.CreateBounded<PendingMessage>(options.Value.Waiting + options.Value.AtOnce);

    // Queued, being worked on, or on their way out.
    private int inside;
    private long taken;
    private long answered;
    private bool stopping;

    /// <summary>How many messages are not begun yet.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return Math.Max(0, Before(taken) - 1);
            }
        }
    }

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

            var before = Before(taken);
            if (inside >= limits.Waiting + limits.AtOnce || Wait(before) > TimeSpan.FromSeconds(limits.LongestWaitSeconds))
            {
                return new Refusal(RefusalKind.Busy, say.Of(Phrase.Busy, inside - limits.AtOnce));
            }

            if (!message.IsOperator && pace.Take(message.Person) is { TotalSeconds: > 0 } wait)
            {
                return new Refusal(RefusalKind.TooFast, say.Of(
                    Phrase.TooFast, limits.PerMinute, Math.Ceiling(wait.TotalSeconds)));
            }

            var pending = new PendingMessage(message, new ReplyStream(surface, message, time));
            inside++;
            workload?.Is(inside);
            done = pending.Done;
            queue.Writer.TryWrite(pending);
            var number = taken++;
            if (before > 0)
            {
                _ = ShowPlaceAsync(pending, number, say);
            }

            return null;
        }
    }

    /// <summary>One that was worked on has its answer, which has to go out yet.</summary>
    /// <param name="time">How long the work took.</param>
    public void Answered(TimeSpan time)
    {
        lock (gate)
        {
            answered++;
            answering.Took(time);
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

    // How many have to be answered before the one with this number is begun.
    private int Before(long number) => (int)Math.Max(0, number - answered - options.Value.AtOnce + 1);

    private TimeSpan Wait(int before) => answering.Of((double)before / options.Value.AtOnce);

    private async Task ShowPlaceAsync(PendingMessage pending, long number, Phrases say)
    {
        await Task.Delay(BeforePlace, time).ConfigureAwait(false);
        int before;
        bool isSoon;
        lock (gate)
        {
            before = Before(number);
            isSoon = answering.IsKnown && Wait(before) < Soon;
        }

        if (before > 0 && !isSoon)
        {
            pending.Reply.Draft(before == 1 ? say.Of(Phrase.OneBefore) : say.Of(Phrase.ManyBefore, before));
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
