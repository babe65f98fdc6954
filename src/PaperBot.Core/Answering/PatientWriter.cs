using PaperBot.Generation;

namespace PaperBot.Answering;

/// <summary>Has a model write, for a bounded time. Whatever goes wrong, there is no text rather than an error.</summary>
internal sealed class PatientWriter(GroundedWriter writer, ModelBoundary boundary, AnswerMetrics metrics)
{
    /// <summary>What stands around the model.</summary>
    public ModelBoundary Boundary => boundary;

    /// <summary>The checked text, or null when the model failed or was too slow. Its sentences are counted and traced.</summary>
    /// <param name="task">What to write.</param>
    /// <param name="limit">How long it is waited for.</param>
    /// <param name="trace">Of the answer.</param>
    /// <param name="cancellationToken">Stops the model.</param>
    public async Task<GroundedText?> WriteAsync(GroundedTask task, TimeSpan limit, TraceRecord trace, CancellationToken cancellationToken)
    {
        var text = await boundary.RunAsync(
            (deadline, token) => writer.WriteAsync(task with { Deadline = deadline }, token), limit, task.Prompt, trace, cancellationToken)
            .ConfigureAwait(false);
        if (text is null)
        {
            return null;
        }

        trace.Wrote(text);
        foreach (var sentence in text.Sentences)
        {
            metrics.Wrote(sentence);
        }

        return text;
    }
}
