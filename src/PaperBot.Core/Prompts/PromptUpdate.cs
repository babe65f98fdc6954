namespace PaperBot.Prompts;

/// <summary>
/// What happens while a prompt runs: texts, sometimes a withdrawal, and at last one <see cref="PromptFinished"/>.
/// </summary>
public abstract record PromptUpdate;

/// <summary>The next piece of the output; never empty.</summary>
public sealed record PromptText(string Text) : PromptUpdate;

/// <summary>
/// Everything so far was thought, not output: the model closed a thinking part that its chat template had opened.
/// </summary>
public sealed record PromptWithdrawn : PromptUpdate;

/// <summary>The output is complete.</summary>
public sealed record PromptFinished(PromptResult Result) : PromptUpdate;
