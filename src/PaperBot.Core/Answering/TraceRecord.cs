using PaperBot.Generation;
using PaperBot.Prompts;

namespace PaperBot.Answering;

/// <summary>Gathers what happened on the way to one answer. Safe for concurrent use: a late model may still be writing.</summary>
/// <param name="model">What the client in use says of itself.</param>
internal sealed class TraceRecord(ChatCapabilities model)
{
    private readonly Lock gate = new();
    private readonly List<ModelRun> runs = [];
    private AnswerTrace trace = AnswerTrace.None;
    private string? wrote;

    /// <summary>What the client in use says of itself.</summary>
    public ChatCapabilities Model => model;

    /// <summary>The engine that wrote last, or the one in use when none said so: another may have taken over from it.</summary>
    public string Engine
    {
        get
        {
            lock (gate)
            {
                return wrote ?? model.Engine;
            }
        }
    }

    /// <summary>Everything so far.</summary>
    public AnswerTrace Trace
    {
        get
        {
            lock (gate)
            {
                return trace with { Runs = [.. runs] };
            }
        }
    }

    public void Ran(PromptResult run) => Add(run, run.FinishReason?.Value ?? "unknown");

    public void Failed(PromptFailedException failed)
    {
        if (failed.Partial is { } partial)
        {
            Add(partial, failed.Failure == PromptFailure.Deadline
                ? "deadline"
                : $"failed: {failed.InnerException?.GetType().Name ?? "error"}");
        }
    }

    public void Asked(string? standalone) => Change(t => t with { Standalone = standalone });

    /// <summary>Why the abstracts' own words stand.</summary>
    public void FellBack(string reason) => Change(t => t with { Fallback = reason });

    /// <summary>A text of the answer, which may be made of several: overview, then themes.</summary>
    public void Wrote(GroundedText text)
    {
        foreach (var run in text.Runs)
        {
            Ran(run);
        }

        // Whatever failed before it: what is posted now is the model's.
        Change(t => t with
        {
            Fallback = null,
            Sources = [.. t.Sources.Union(text.Sources.Select(s => s.Paper.Id), StringComparer.Ordinal)],
            Sentences = [.. t.Sentences, .. text.Sentences.Select(s => new SentenceTrace(
                s.Draft, Lower(s.Fate), s.Verdict.Refusal is { } refusal ? Lower(refusal) : null, s.Verdict.Detail, s.Text))],
        });
    }

    private void Change(Func<AnswerTrace, AnswerTrace> change)
    {
        lock (gate)
        {
            trace = change(trace);
        }
    }

    private void Add(PromptResult run, string ended)
    {
        lock (gate)
        {
            wrote = run.Engine ?? wrote;
            runs.Add(new ModelRun(
                run.Prompt, run.PromptHash, run.ModelId, HashFor(run), run.Seed,
                [.. run.Messages.Select(m => new ModelMessage(m.Role, m.Text))], run.Raw, ended, run.Duration.TotalMilliseconds));
        }
    }

    // The file is that of the engine in use at the beginning.
    private string? HashFor(PromptResult run) => run.Engine is null || run.Engine == model.Engine ? model.ModelFileHash : null;

    private static string Lower(Enum value) => value.ToString().ToLowerInvariant();
}
