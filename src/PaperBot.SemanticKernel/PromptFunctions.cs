using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.SemanticKernel;
using PaperBot.Prompts;

namespace PaperBot.SemanticKernel;

/// <summary>
/// The prompts as kernel functions. A prompt is read and checked once, by the library of prompts; what Semantic Kernel renders is
/// made from that. Safe for concurrent use.
/// </summary>
internal sealed partial class PromptFunctions
{
    // An edited file gives another template, so that each is made once.
    private readonly ConditionalWeakTable<PromptTemplate, KernelFunction> made = [];

    /// <summary>The function; its name is the prompt's, with <c>_</c> for what a function's name may not hold.</summary>
    public KernelFunction Of(PromptTemplate template) => made.GetValue(template, Make);

    private static KernelFunction Make(PromptTemplate template) => KernelFunctionFactory.CreateFromPrompt(new PromptTemplateConfig
    {
        Name = NotOfAName().Replace(template.Name, "_"),
        Description = template.Description,
        TemplateFormat = PromptTemplateConfig.SemanticKernelTemplateFormat,
        Template = Text(template),
        InputVariables =
        [
            .. template.Variables.Select(
                v => new InputVariable { Name = v.Name, IsRequired = v.IsRequired, Default = v.Default }),
        ],
    });

    private static string Text(PromptTemplate template)
    {
        var text = new StringBuilder();
        foreach (var message in template.Messages)
        {
            text.Append("<message role=\"").Append(message.Role.Value).Append("\">");
            foreach (var piece in message.Pieces)
            {
                text.Append(piece.IsVariable ? $"{{{{${piece.Text}}}}}" : CarriedText.Literal(piece.Text));
            }

            text.Append("</message>\n");
        }

        return text.ToString();
    }

    [GeneratedRegex("[^0-9A-Za-z_-]")]
    private static partial Regex NotOfAName();
}
