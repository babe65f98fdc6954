namespace PaperBot.Prompts;

/// <summary>A text that a prompt is given when it is rendered.</summary>
/// <param name="Name">As in <c>{{$name}}</c>, without the marks.</param>
/// <param name="IsRequired">True when rendering without it is an error.</param>
/// <param name="Default">What stands in for it otherwise.</param>
internal sealed record PromptVariable(string Name, bool IsRequired, string Default);
