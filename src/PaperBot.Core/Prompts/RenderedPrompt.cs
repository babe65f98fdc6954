using Microsoft.Extensions.AI;

namespace PaperBot.Prompts;

/// <summary>What a client is given.</summary>
/// <param name="Messages">At least one.</param>
/// <param name="Options">The prompt's settings, the caller's to change.</param>
internal sealed record RenderedPrompt(IReadOnlyList<ChatMessage> Messages, ChatOptions Options);
