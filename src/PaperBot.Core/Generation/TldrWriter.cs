using Microsoft.Extensions.AI;
using PaperBot.Papers;
using PaperBot.Prompts;
using PaperBot.Prompts.Sources;

namespace PaperBot.Generation;

/// <summary>One try of a model at one sentence about a paper.</summary>
/// <param name="Key">What it depended on, as it was when the model was asked.</param>
/// <param name="Guarded">What the guard made of it.</param>
internal sealed record TldrTry(TldrKey Key, GuardedTldr Guarded);

/// <summary>Asks a model for one sentence about a paper and holds it against the paper's abstract.</summary>
internal sealed class TldrWriter(PromptLibrary library, IPromptRunner prompts, IChatClient client)
{
    private const int OutputTokens = 80;
    private const int PromptTokens = 250;
    private const int LeastContextTokens = 4096;

    /// <summary>
    /// The model as the client names it; a client without metadata goes by its type, so that what another model wrote behind it
    /// is taken for its own.
    /// </summary>
    public string Model => (client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata) switch
    {
        { DefaultModelId: { Length: > 0 } model } => model,
        { ProviderName: { Length: > 0 } provider } => provider,
        _ => client.GetType().FullName ?? client.GetType().Name,
    };

    /// <summary>What a try would depend on now.</summary>
    /// <exception cref="PromptFailedException">There is no such prompt.</exception>
    /// <exception cref="PromptFileException">The prompts cannot be read.</exception>
    public TldrKey KeyOf(Paper paper) => TldrKey.Of(paper, library.Get(PromptNames.Tldr).Hash, Model);

    /// <summary>One try; null for a paper without an abstract, about which no model is asked.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="deadline">From the start to the end of the output; null for the setting of prompts.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="PromptFailedException">The model failed or was too slow.</exception>
    public async Task<TldrTry?> WriteAsync(Paper paper, TimeSpan? deadline, CancellationToken cancellationToken)
    {
        var context = ChatCapabilities.Of(client).ContextTokens ?? LeastContextTokens;
        var budget = PromptBudget.Of(context, PromptTokens, OutputTokens) with { Sources = 1 };
        var block = SourceBlock.Of([paper], budget, EstimatedTokens.Or(client));
        if (block.Sources.Count == 0)
        {
            return null;
        }

        var model = Model;
        var variables = new Dictionary<string, string> { ["sources"] = block.Text };
        var request = new PromptRequest(PromptNames.Tldr, variables) { Deadline = deadline };
        var result = await prompts.RunAsync(request, cancellationToken).ConfigureAwait(false);
        var guarded = TldrGuard.Check(result.Text, result.IsCut, result.FinishReason is not null, paper);
        return new TldrTry(TldrKey.Of(paper, result.PromptHash, model), guarded);
    }
}
