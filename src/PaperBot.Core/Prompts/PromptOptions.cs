using System.ComponentModel.DataAnnotations;

namespace PaperBot.Prompts;

/// <summary>Settings section <c>Prompts</c>.</summary>
public sealed class PromptOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Prompts";

    /// <summary>Folder of the prompt files; empty for the one that came with the program.</summary>
    public string Folder { get; set; } = "";

    /// <summary>How long a model may take for one prompt, in seconds.</summary>
    [Range(1, 600)]
    public int DeadlineSeconds { get; set; } = 60;
}
