using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using PaperBot.LocalModels.Runtime;
using PaperBot.LocalModels.Serving;

namespace PaperBot.LocalModels.Scheduling;

/// <summary>
/// Writes several texts with one context at once: one thread computes, step by step, for all who have been let in. Safe for
/// concurrent use.
/// </summary>
internal sealed class WritingScheduler : IAsyncDisposable
{
    private readonly ILlamaModel model;
    private readonly Func<ILlamaContext> open;
    private readonly int together;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly WaitingLine line;
    private readonly Speeds speeds = new();
    private readonly TokenPieces pieces;
    private readonly RunningWriters running;
    private readonly CancellationTokenSource ending = new();
    private readonly AutoResetEvent wake = new(false);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StepAbort abort;
    private readonly StepPlan plan;
    private readonly SavedTexts saved;
    private readonly Func<Writer, bool> ready;
    private ILlamaContext context;
    private SequenceMemories memories;

    /// <param name="model">What writes; disposed of by its owner, after this.</param>
    /// <param name="open">Opens the context, now and once more whenever it has failed.</param>
    /// <param name="together">How many are written at once, at least 1 and at most the context's sequences.</param>
    /// <param name="queue">How many may wait besides.</param>
    /// <param name="keep">Most bytes of finished texts that are kept for those who begin alike.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where it is told what happens.</param>
    /// <exception cref="LlamaException">The context cannot be opened.</exception>
    public WritingScheduler(
        ILlamaModel model, Func<ILlamaContext> open, int together, int queue, long keep, TimeProvider time, ILogger logger)
    {
        (this.model, this.open, this.time, this.logger) = (model, open, time, logger);
        context = open();
        this.together = Math.Min(together, context.Shape.Sequences);
        saved = new SavedTexts(keep);
        memories = Memories();
        line = new WaitingLine(queue);
        running = new RunningWriters(this.together, time);
        pieces = new TokenPieces(model);
        abort = new StepAbort(ending.Token);
        plan = new StepPlan(context.Shape.BatchTokens);
        ready = writer => memories.CaughtUp(writer);
        new Thread(Run) { IsBackground = true, Name = "model" }.Start();
    }

    /// <summary>Writes a text.</summary>
    /// <param name="writer">New; its cancellation is heard while it waits, in a step and between steps.</param>
    /// <returns>Registered for its cancellation until it is disposed of.</returns>
    /// <exception cref="ModelServiceException">Too many wait, or nobody is served any more.</exception>
    public CancellationTokenRegistration Start(Writer writer)
    {
        var free = running.Free;
        var place = line.Join(writer, free);
        if (place is null or 0)
        {
            var error = place is null ? Gone(null) : Busy();
            writer.Fail(error);
            throw error;
        }

        if (place > free)
        {
            line.TellPlace(writer, place.Value - free, Wait);
        }

        Wake();
        return writer.Cancelled.UnsafeRegister(
            static state =>
            {
                var (scheduler, writer) = ((WritingScheduler, Writer))state!;
                scheduler.Leave(writer);
            },
            (this, writer));
    }

    public async ValueTask DisposeAsync()
    {
        if (!ending.IsCancellationRequested)
        {
            await ending.CancelAsync().ConfigureAwait(false);
            Wake();
        }

        await ended.Task.ConfigureAwait(false);
    }

    private static ModelServiceException Gone(Exception? why) =>
        new(ServiceFailure.Ended, "The model has ended and writes nothing more.", why);

    private ModelServiceException Busy()
    {
        var wait = Wait(line.Most) is { } time ? $" in about {Math.Max(1, (int)Math.Ceiling(time.TotalSeconds))} s" : "";
        return new ModelServiceException(
            ServiceFailure.Busy, $"{line.Most} questions wait for the model already, and no more may; try again{wait}.");
    }

    private SequenceMemories Memories() => new(context, model.Facts, saved);

    private TimeSpan? Wait(int place) => speeds.Wait(place, together);

    /// <summary>Has a writer leave at once, wherever it is; one that has ended or left already stays as it is.</summary>
    public void Leave(Writer writer)
    {
        if (line.Leave(writer))
        {
            writer.Fail(new OperationCanceledException(writer.Cancelled));
        }

        abort.Cancelled(writer);
        Wake();
    }

    private void Wake()
    {
        try
        {
            wake.Set();
        }
        catch (ObjectDisposedException)
        {
            // It has ended.
        }
    }

    private void Run()
    {
        Exception? why = null;
        try
        {
            while (!ending.IsCancellationRequested)
            {
                running.DropCancelled(memories);
                running.LetIn(line, memories);
                line.TellPlaces(Wait);
                if (running.All.Count == 0)
                {
                    wake.WaitOne();
                }
                else
                {
                    Step();
                }
            }
        }
        catch (Exception error)
        {
            // Nothing may leave this thread: it would end the program.
            why = error;
            SchedulerLog.Ended(logger, error);
        }

        End(why);
    }

    private void End(Exception? why)
    {
        foreach (var writer in line.Close().Concat(running.All))
        {
            writer.Fail(Gone(why));
        }

        running.Clear();
        try
        {
            context.Dispose();
        }
        catch (Exception error)
        {
            SchedulerLog.Ended(logger, error);
        }

        abort.Dispose();
        wake.Dispose();
        ended.SetResult();
    }

    private void Step()
    {
        plan.Fill(running.All, ready, speeds);
        if (plan.Batch.Count == 0)
        {
            // Nobody waits for somebody who waits; but if it were so, nobody would ever go on.
            foreach (var writer in running.All)
            {
                writer.Ahead = null;
            }

            return;
        }

        var began = time.GetTimestamp();
        var token = abort.Begin(plan.Parts);
        DecodeOutcome outcome;
        try
        {
            outcome = context.Decode(plan.Batch, token);
        }
        catch (LlamaException error)
        {
            Reopen(error);
            return;
        }
        finally
        {
            StepAbort.End(plan.Parts);
        }

        switch (outcome)
        {
            case DecodeOutcome.Done:
                speeds.Step(plan.Batch.Count, plan.Outputs, time.GetElapsedTime(began));
                Computed();
                break;
            case DecodeOutcome.Stopped:
                CutBack();
                break;
            case DecodeOutcome.NoPlace:
                MakeRoom();
                break;
        }
    }

    private void Computed()
    {
        foreach (var (writer, count) in plan.Parts)
        {
            writer.Memory!.Add(CollectionsMarshal.AsSpan(writer.Tokens).Slice(writer.Memory.Count, count));
        }

        for (var i = running.All.Count - 1; i >= 0; i--)
        {
            if (running.All[i].Output >= 0 && Choose(running.All[i]))
            {
                running.Remove(i, memories);
            }
        }
    }

    private bool Choose(Writer writer)
    {
        try
        {
            var token = context.Sample(writer.Sampler!, writer.Output);
            var finished = writer.Take(token, pieces.Of(token), model.EndsTurn(token));
            if (finished)
            {
                var took = time.GetElapsedTime(writer.Began);
                speeds.Finished(took);
                SchedulerLog.Written(logger, writer.Written, writer.PromptTokens, writer.Reused ?? 0, took);
            }

            return finished;
        }
        catch (LlamaException error)
        {
            // What cannot be gone on from is not kept for others.
            memories.Cut(writer.Memory!, 0);
            writer.Fail(new ModelServiceException(ServiceFailure.Refused, error.Message, error));
            return true;
        }
    }

    private void CutBack()
    {
        foreach (var (writer, _) in plan.Parts)
        {
            memories.Cut(writer.Memory!, writer.Memory!.Count);
        }
    }

    // The newest goes back in line, so that the others can finish.
    private void MakeRoom()
    {
        var newest = running.All[^1];
        if (running.All.Count == 1)
        {
            newest.Fail(new ModelServiceException(
                ServiceFailure.TooLong,
                $"The model's memory of {context.Shape.Tokens} tokens has no place for a prompt of {newest.PromptTokens}."));
            running.Remove(0, memories);
            return;
        }

        SchedulerLog.PutBack(logger, running.All.Count);
        running.PutBack(line, memories);
    }

    private void Reopen(LlamaException error)
    {
        SchedulerLog.Failed(logger, running.All.Count, error);
        foreach (var writer in running.All)
        {
            writer.Fail(new ModelServiceException(ServiceFailure.Ended, $"The model's computing failed: {error.Message}", error));
        }

        running.Clear();
        context.Dispose();
        context = open();
        memories = Memories();
    }
}
