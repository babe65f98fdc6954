namespace PaperBot.Prompts;

/// <summary>
/// Runs prompts on a chat client. Concurrent calls are allowed. Promises, which the contract tests hold every implementation to:
/// <list type="bullet">
/// <item>a value reaches the model character for character, whatever it reads like;</item>
/// <item>the pieces of text, after the last withdrawal, are the result's text but for white space at the ends; no part of a
/// <c>&lt;think&gt;</c> is among them, even when its tags are split or it is never closed;</item>
/// <item>output without end is cut after 50,000 characters, and says so by its finish reason;</item>
/// <item>empty output is a result with <see cref="PromptResult.IsEmpty"/>, not an error;</item>
/// <item>whatever goes wrong is one <see cref="PromptFailedException"/> that names the prompt, the deadline included;</item>
/// <item>a cancelled token is an <see cref="OperationCanceledException"/>, also when the client ends quietly or does not
/// listen.</item>
/// </list>
/// </summary>
public interface IPromptRunner
{
    /// <summary>Runs one prompt. The last update is a <see cref="PromptFinished"/>.</summary>
    IAsyncEnumerable<PromptUpdate> StreamAsync(PromptRequest request, CancellationToken cancellationToken);
}
