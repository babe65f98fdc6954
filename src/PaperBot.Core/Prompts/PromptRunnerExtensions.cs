namespace PaperBot.Prompts;

/// <summary>Running a prompt when nobody watches it being written.</summary>
public static class PromptRunnerExtensions
{
    /// <summary>The whole output.</summary>
    /// <exception cref="PromptFailedException">As the stream throws.</exception>
    public static async Task<PromptResult> RunAsync(
        this IPromptRunner runner, PromptRequest request, CancellationToken cancellationToken)
    {
        await foreach (var update in runner.StreamAsync(request, cancellationToken).ConfigureAwait(false))
        {
            if (update is PromptFinished finished)
            {
                return finished.Result;
            }
        }

        throw new PromptFailedException(
            request.Prompt, PromptFailure.Client, $"The prompt “{request.Prompt}” ended without a result.");
    }
}
