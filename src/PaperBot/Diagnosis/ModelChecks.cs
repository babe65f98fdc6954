using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PaperBot.Endpoints;
using PaperBot.LocalModels.Catalogue;
using PaperBot.LocalModels.Downloads;
using PaperBot.Models;

namespace PaperBot.Diagnosis;

/// <summary>Looks at who writes: the endpoint, and the files of models.</summary>
internal static class ModelChecks
{
    public static async Task<IReadOnlyList<Check>> CheckAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            return
            [
                new("writing", CheckStatus.Ok, services.GetRequiredService<WritingEngines>().Told()),
                .. await EndpointAsync(services, cancellationToken).ConfigureAwait(false),
                .. await FilesAsync(services, cancellationToken).ConfigureAwait(false),
            ];
        }
        catch (Exception wrong) when (wrong is CommandFailure or ModelCatalogueException)
        {
            return [new("models", CheckStatus.Problem, wrong.Message, "Correct the file and try again.")];
        }
    }

    private static async Task<IReadOnlyList<Check>> EndpointAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<EndpointOptions>();
        if (!options.IsSet)
        {
            return [];
        }

        try
        {
            var models = await services.GetRequiredService<EndpointProbe>().ModelsAsync(cancellationToken).ConfigureAwait(false);
            var missing = new[] { options.Model, options.EmbeddingModel }.Where(m => m.Length > 0 && models?.Contains(m) == false).ToList();
            return
            [
                missing.Count > 0
                    ? new(
                        "endpoint", CheckStatus.Warning, $"{options.Base().Authority} answers and does not list {string.Join(" and ", missing)}.",
                        models!.Count > 0 ? $"It lists {string.Join(", ", models.Take(10))}: set Endpoint:Model to one of them."
                            : "It lists none: load a model there.")
                    : new("endpoint", CheckStatus.Ok, $"{options.Base().Authority} answers{(models is null ? ", and keeps no list of models" : "")}."),
            ];
        }
        catch (EndpointException failed)
        {
            return [new("endpoint", CheckStatus.Problem, failed.Message, "Until it answers, others write, or the abstracts' own words stand.")];
        }
    }

    private static async Task<IReadOnlyList<Check>> FilesAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<IOptions<ModelOptions>>().Value;
        var store = services.GetRequiredService<ModelStore>();
        List<Check> checks = [];
        foreach (var (name, set) in new[] { ("model file", options.File), ("embedding file", options.EmbeddingFile) })
        {
            if (set.Length == 0)
            {
                continue;
            }

            if (MissingModels.Sentence(set, store) is { } missing)
            {
                checks.Add(new(name, CheckStatus.Problem, missing, "Until it is there, others write, or the abstracts' own words stand."));
                continue;
            }

            var file = await store.VerifyAsync(store.Find(set)!, anew: false, null, cancellationToken).ConfigureAwait(false);
            var why = MachineMemory.Now().WhyNot(file.Known?.MemoryBytes(options.ContextTokens) ?? file.SizeBytes);
            checks.Add(file.State != FileState.Verified
                ? new(name, CheckStatus.Problem, file.Problem ?? $"{file.Path} cannot be used.", "It is not used as long as it is so.")
                : why is not null
                    ? new(name, CheckStatus.Warning, $"{file.Name} {why}.", "Choose a smaller one, or a smaller Model:ContextTokens.")
                    : new(name, CheckStatus.Ok, $"{file.Path} is whole ({Bytes.Shown(file.SizeBytes)})."));
        }

        return checks;
    }
}
