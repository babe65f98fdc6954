using Microsoft.Extensions.Logging;
using PaperBot.Generation;

namespace PaperBot.Answering;

/// <summary>Has a model write, for a bounded time. Whatever goes wrong, there is no text rather than an error.</summary>
internal sealed partial class PatientWriter(GroundedWriter writer, TimeProvider time, ILogger<PatientWriter> logger)
{
    // Both attempts of one text together.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The verified text, or null when the model failed, was too slow, or had nothing that may be shown.</summary>
    public async Task<GroundedText?> WriteAsync(GroundedTask task, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            var text = await writer.WriteAsync(task, either.Token).ConfigureAwait(false);
            return text.Outcome == GenerationOutcome.Written ? text : null;
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(task.Prompt, failed);
            return null;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The model wrote nothing for the prompt {Prompt}; the abstracts' own words stand")]
    private partial void LogFailed(string prompt, Exception exception);
}
