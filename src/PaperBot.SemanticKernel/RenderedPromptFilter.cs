using Microsoft.SemanticKernel;

namespace PaperBot.SemanticKernel;

/// <summary>
/// Keeps a rendered prompt readable as XML. A character that XML does not have, from a question or a plug-in, would otherwise
/// make Semantic Kernel send the whole prompt, its rules included, as one message of the user.
/// </summary>
internal sealed class RenderedPromptFilter : IPromptRenderFilter
{
    public async Task OnPromptRenderAsync(PromptRenderContext context, Func<PromptRenderContext, Task> next)
    {
        await next(context).ConfigureAwait(false);
        if (context.RenderedPrompt is { } rendered)
        {
            context.RenderedPrompt = CarriedText.Rendered(rendered);
        }
    }
}
