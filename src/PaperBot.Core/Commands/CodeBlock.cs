using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary>Text to be copied, between fences.</summary>
internal static class CodeBlock
{
    /// <summary>The block; a fence inside the text is broken up, so that it cannot end the block.</summary>
    public static string Of(string language, string text) =>
        $"```{language}\n{text.TrimEnd('\n').Replace("```", $"``{Markdown.Gap}`", StringComparison.Ordinal)}\n```";
}
