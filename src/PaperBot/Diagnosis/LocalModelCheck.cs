using PaperBot.LocalModels.ModelHost;
using PaperBot.LocalModels.Serving;
using PaperBot.Models;

namespace PaperBot.Diagnosis;

/// <summary>Loads the local models that the settings name, in their own processes, and says where they compute and why.</summary>
internal static class LocalModelCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>One check a model that is set; none where none is.</summary>
    public static async Task<IReadOnlyList<Check>> RunAsync(
        LocalModel models, NativeLibraries natives, RuntimeSelection runtimes, CancellationToken cancellationToken)
    {
        List<Check> checks = [];
        foreach (var (name, model) in ((string, HostedModel?)[])[("local model", models.Writing), ("embedding model", models.Embedding)])
        {
            if (model is not null)
            {
                checks.Add(await OfAsync(name, model, cancellationToken).ConfigureAwait(false));
            }
        }

        if (checks.Count == 0)
        {
            return [];
        }

        if (await runtimes.WhyNoLLamaSharpAsync(cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            checks.Add(new("LLamaSharp", CheckStatus.Warning, refusal, runtimes.Instead));
        }
        else if (runtimes.AllowsLLamaSharp)
        {
            return [.. checks, new("LLamaSharp", CheckStatus.Ok, "LLamaSharp computes local models, with its own native libraries.")];
        }

        return natives.Remark is { } remark
            ? [.. checks, new("llama.cpp", CheckStatus.Warning, $"{natives.Folder} is used.", remark)]
            : checks;
    }

    private static async Task<Check> OfAsync(string name, HostedModel model, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Patience);
        try
        {
            var served = await model.LoadedAsync(late.Token).ConfigureAwait(false);
            return new(name, CheckStatus.Ok, $"{served.Name} ({served.Description}) is loaded. {served.Device}");
        }
        catch (ModelServiceException failed)
        {
            return new(
                name, CheckStatus.Problem, $"{model.Model.Name}: {failed.Message} {(failed.Message == model.State ? "" : model.State)}".TrimEnd(),
                "Answers are the abstracts' own words until another model is set in Model:File (`paperbot model list`).");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(
                name, CheckStatus.Warning, $"{model.Model.Name} is not loaded after {Patience.TotalMinutes:F0} minutes. {model.State}",
                "Wait for it, or set a smaller model.");
        }
    }
}
