using System.ComponentModel.DataAnnotations;

namespace PaperBot.Prompts;

/// <summary>Settings section <c>Prompts</c>.</summary>
public sealed class PromptOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Prompts";

    /// <summary>Folder of the prompt files; empty for the one that came with the program.</summary>
    public string Folder { get; set; } = "";

    /// <summary>What runs the prompts.</summary>
    public PromptRunnerChoice Runner { get; set; } = PromptRunnerChoice.Auto;

    /// <summary>How long a model may take for one prompt, in seconds.</summary>
    [Range(1, 600)]
    public int DeadlineSeconds { get; set; } = 60;
}

/// <summary>What may run the prompts.</summary>
public enum PromptRunnerChoice
{
    /// <summary>Semantic Kernel where it was built in, else the project's own runner.</summary>
    Auto,

    /// <summary>The project's own.</summary>
    BuiltIn,

    /// <summary>Semantic Kernel and nothing else.</summary>
    SemanticKernel,
}
