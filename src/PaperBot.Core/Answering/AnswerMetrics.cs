using System.Diagnostics.Metrics;
using PaperBot.Generation;
using PaperBot.Prompts;

namespace PaperBot.Answering;

/// <summary>
/// Counts for operators, in the form of System.Diagnostics.Metrics: answers by outcome and engine, sentences of models by what
/// became of them, failures of models by prompt and kind, and the time an answer took.
/// </summary>
internal sealed class AnswerMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "PaperBot.Answers";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> answers;
    private readonly Counter<long> sentences;
    private readonly Counter<long> failures;
    private readonly Histogram<double> duration;

    public AnswerMetrics()
    {
        answers = meter.CreateCounter<long>("paperbot.answers", "{answer}", "Answers by outcome and engine");
        sentences = meter.CreateCounter<long>(
            "paperbot.sentences", "{sentence}", "Sentences that models wrote, by what became of them and what was wrong");
        failures = meter.CreateCounter<long>("paperbot.model.failures", "{failure}", "Prompts that gave nothing, by kind of failure");
        duration = meter.CreateHistogram<double>("paperbot.answer.duration", "ms", "From question to answer");
    }

    /// <summary>True for the meter of this instance; several may stand side by side.</summary>
    public bool Owns(Meter other) => ReferenceEquals(other, meter);

    public void Answered(Answer answer)
    {
        KeyValuePair<string, object?> outcome = new("outcome", answer.Outcome.ToString()), engine = new("engine", answer.Engine);
        answers.Add(1, outcome, engine);
        duration.Record(answer.Timings.TotalMs, outcome, engine);
    }

    public void Wrote(WrittenSentence sentence) => sentences.Add(
        1, new("fate", sentence.Fate.ToString()), new("objection", sentence.Verdict.Refusal?.ToString() ?? "None"));

    public void Failed(string prompt, PromptFailure failure) =>
        failures.Add(1, new("prompt", prompt), new("failure", failure.ToString()));

    public void Dispose() => meter.Dispose();
}
