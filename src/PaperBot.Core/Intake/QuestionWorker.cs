using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Commands;
using PaperBot.Localisation;
using PaperBot.Surfaces;

namespace PaperBot.Intake;

/// <summary>
/// Answers what the intake took, a few at a time, in the order it came. What is answered goes out by itself: a surface that is
/// slow with one reply holds up no other. At a stop what is being answered gets its answer if it is quick, and what still waits
/// is told so.
/// </summary>
internal sealed partial class QuestionWorker(
    QuestionIntake intake, CommandDispatcher dispatcher, IOptions<IntakeOptions> options, TimeProvider time,
    ILogger<QuestionWorker> logger)
    : BackgroundService
{
    private readonly Lock gate = new();
    private readonly HashSet<Task> sending = [];

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        intake.Stop();
        await base.StopAsync(cancellationToken).ConfigureAwait(false);

        // A service that is stopped before it ran never read its queue.
        var telling = WorkAsync(new CancellationToken(canceled: true));
        try
        {
            await telling.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The time for stopping is over; a surface that does not come back may not hold the program.
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Enumerable.Range(0, options.Value.AtOnce).Select(_ => Task.Run(() => WorkAsync(stoppingToken), CancellationToken.None)));

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        // Not cancelled: a stop completes the queue, and whoever waits in it is told.
        await foreach (var pending in intake.Pending.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            var began = time.GetTimestamp();
            var answering = PostsAsync(pending, stoppingToken);
            await ((Task)answering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            intake.Answered(time.GetElapsedTime(began));
            LetGo(SendAsync(pending, answering));
        }

        await Task.WhenAll(Sending()).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<ChatPost>> PostsAsync(PendingMessage pending, CancellationToken stoppingToken)
    {
        try
        {
            stoppingToken.ThrowIfCancellationRequested();
            var reply = await dispatcher.ReplyToAsync(pending.Message, pending.Reply.Draft, stoppingToken).ConfigureAwait(false);
            return reply.PostsFor(pending.Reply.Limits);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return [Phrases.For(pending.Message.Locale).Of(Phrase.Stopped)];
        }
    }

    // Never fails.
    private async Task SendAsync(PendingMessage pending, Task<IReadOnlyList<ChatPost>> answered)
    {
        try
        {
            await using var stream = pending.Reply.ConfigureAwait(false);
            await pending.Reply.FinishAsync(await answered.ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failed)
        {
            LogNotSent(failed, pending.Message.Id);
        }
        finally
        {
            intake.Release();
            pending.Close();
        }
    }

    private void LetGo(Task going)
    {
        lock (gate)
        {
            sending.Add(going);
        }

        going.ContinueWith(
            gone =>
            {
                lock (gate)
                {
                    sending.Remove(gone);
                }
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private Task[] Sending()
    {
        lock (gate)
        {
            return [.. sending];
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The reply to message {MessageId} could not be sent")]
    private partial void LogNotSent(Exception exception, string messageId);
}
