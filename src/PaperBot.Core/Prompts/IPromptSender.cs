using Microsoft.Extensions.AI;

namespace PaperBot.Prompts;

/// <summary>
/// The way of one prompt to a chat client: the project's own, or a library's that renders the prompt by its own means. What
/// stands around it (deadline, thinking parts, failures) is the runner's. Safe for concurrent use.
/// </summary>
internal interface IPromptSender
{
    /// <summary>
    /// Asks the client and hands on what it sends, update by update and failure by failure. What the client is sent is
    /// <see cref="PromptSending.Rendered"/>, or nothing is sent and the stream throws.
    /// </summary>
    IAsyncEnumerable<ChatResponseUpdate> SendAsync(
        IChatClient client, PromptSending prompt, CancellationToken cancellationToken);
}

/// <summary>One prompt on its way.</summary>
/// <param name="Template">As its file says now.</param>
/// <param name="Values">By variable; they fit the template.</param>
/// <param name="Rendered">Template and values together, with all settings of the call.</param>
internal sealed record PromptSending(
    PromptTemplate Template, IReadOnlyDictionary<string, string> Values, RenderedPrompt Rendered);

/// <summary>Sends what the project itself rendered.</summary>
internal sealed class DirectSender : IPromptSender
{
    public IAsyncEnumerable<ChatResponseUpdate> SendAsync(
        IChatClient client, PromptSending prompt, CancellationToken cancellationToken) =>
        client.GetStreamingResponseAsync(prompt.Rendered.Messages, prompt.Rendered.Options, cancellationToken);
}
