using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using PaperBot.Prompts;

namespace PaperBot.SemanticKernel;

/// <summary>Sends prompts as functions of a kernel whose chat service is the client.</summary>
internal sealed class KernelSender(PromptFunctions functions, PaperKernels kernels) : IPromptSender
{
    public IAsyncEnumerable<ChatResponseUpdate> SendAsync(
        IChatClient client, PromptSending prompt, CancellationToken cancellationToken)
    {
        var arguments = new KernelArguments(new PromptExecutionSettings
        {
            ExtensionData = new Dictionary<string, object> { [KernelClient.PromptKey] = prompt.Rendered },
        });
        foreach (var variable in prompt.Template.Variables)
        {
            arguments[variable.Name] = CarriedText.Value(prompt.Values.GetValueOrDefault(variable.Name, variable.Default));
        }

        return functions.Of(prompt.Template)
            .InvokeStreamingAsync<ChatResponseUpdate>(kernels.Of(client), arguments, cancellationToken);
    }
}
