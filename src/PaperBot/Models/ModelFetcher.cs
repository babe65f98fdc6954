using Microsoft.Extensions.Options;
using PaperBot.LocalModels.Catalogue;
using PaperBot.LocalModels.Downloads;

namespace PaperBot.Models;

/// <summary>Fetches models as the settings say: from the mirror, through the proxy, into the folder.</summary>
internal sealed class ModelFetcher(
    IOptions<ModelOptions> model, ModelStore store, DownloadOptions options, TimeProvider time)
{
    /// <summary>What a name or an address means.</summary>
    /// <param name="asked">A name of the list, or an http or https address.</param>
    /// <param name="sha256">What the file's hash must be, when a person says so; null otherwise.</param>
    /// <exception cref="DownloadException">The address names no GGUF file.</exception>
    /// <exception cref="CommandFailure">No model has that name.</exception>
    public DownloadPlan Plan(string asked, string? sha256)
    {
        var mirror = model.Value.Mirror.Length > 0 ? new Uri(model.Value.Mirror) : null;
        if (store.Catalogue.Find(asked) is { } known)
        {
            var plan = DownloadPlan.Of(known, store, mirror);
            return sha256 is null || plan.Sha256 is null || plan.Sha256 == sha256
                ? plan with { Sha256 = sha256 ?? plan.Sha256 }
                : throw new CommandFailure($"The list says that {known.Name} has the SHA-256 {plan.Sha256}, which is not what --sha256 says.");
        }

        return Uri.TryCreate(asked, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? DownloadPlan.Of(address, sha256, store, mirror)
            : throw new CommandFailure(
                $"“{asked}” is no model that is known and no address; there are {string.Join(", ", store.Catalogue.Models.Select(m => m.Name))}.");
    }

    /// <summary>Fetches it, or finds that it is there.</summary>
    /// <exception cref="DownloadException">It cannot be had.</exception>
    public async Task<FetchedModel> FetchAsync(DownloadPlan plan, Action<DownloadProgress> progress, CancellationToken cancellationToken)
    {
        using var client = options.Client(model.Value.Proxy);
        return await new ModelDownload(client, store, options, time).FetchAsync(plan, progress, cancellationToken).ConfigureAwait(false);
    }
}
