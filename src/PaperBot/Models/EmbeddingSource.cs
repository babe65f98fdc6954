using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Embeddings;
using PaperBot.Endpoints;
using PaperBot.LocalModels.Catalogue;
using PaperBot.LocalModels.Chat;

namespace PaperBot.Models;

/// <summary>
/// The embedding model that the settings name. A local one is known by the hash of its file, so that a file that was exchanged is
/// another model; one behind an endpoint by the address and its name there, which is all that an endpoint tells.
/// </summary>
/// <param name="model">Names the local file, and what is put before texts.</param>
/// <param name="endpoint">Names the endpoint's model.</param>
/// <param name="generator">Whoever makes vectors; asked when a model is named. Null for nobody.</param>
/// <param name="store">The folder of models, as above.</param>
internal sealed class EmbeddingSource(
    IOptions<ModelOptions> model, EndpointOptions endpoint, Func<IEmbeddingGenerator<string, Embedding<float>>?> generator,
    Func<ModelStore> store) : IEmbeddingSource
{
    /// <summary>Setting that puts nothing before a text, whatever is known of the model.</summary>
    public const string NoPrefix = "none";

    private EmbeddingModel? found;

    public bool IsAwaited { get; private set; }

    public async Task<EmbeddingModel?> ModelAsync(CancellationToken cancellationToken)
    {
        if (found is not null || (model.Value.EmbeddingFile.Length == 0 && endpoint.EmbeddingModel.Length == 0))
        {
            return found;
        }

        try
        {
            found = generator() switch
            {
                null => null,
                { } local when local.GetService(typeof(LocalEmbeddingGenerator)) is not null =>
                    await LocalAsync(local, cancellationToken).ConfigureAwait(false),
                { } remote => Remote(remote),
            };
        }
        catch (Exception unreadable)
            when (unreadable is ModelCatalogueException or CommandFailure or IOException or UnauthorizedAccessException)
        {
            throw new EmbeddingFailedException(unreadable.Message, unreadable);
        }

        return found;
    }

    private async Task<EmbeddingModel?> LocalAsync(
        IEmbeddingGenerator<string, Embedding<float>> local, CancellationToken cancellationToken)
    {
        if (store().Find(model.Value.EmbeddingFile) is not { } file)
        {
            IsAwaited = true;
            return null;
        }

        IsAwaited = false;
        var read = await store().VerifyAsync(file, anew: false, null, cancellationToken).ConfigureAwait(false);
        return read is { State: FileState.Verified, Sha256: { } hash }
            ? Named($"sha256:{hash}", read.Name, local, read.Known)
            : throw new EmbeddingFailedException(read.Problem ?? $"The model file {file.Path} is not there any more.");
    }

    private EmbeddingModel Remote(IEmbeddingGenerator<string, Embedding<float>> remote)
    {
        var told = remote.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;
        var name = told?.DefaultModelId ?? endpoint.EmbeddingModel;

        // An address may hold a password, which does not belong into a database.
        var address = told?.ProviderUri?.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return Named($"{address ?? told?.ProviderName ?? "endpoint"} {name}", name, remote, store().Catalogue.Find(name));
    }

    private EmbeddingModel Named(
        string identity, string name, IEmbeddingGenerator<string, Embedding<float>> by, KnownModel? known)
    {
        var before = Prefix(model.Value.EmbeddingDocumentPrefix, known?.DocumentPrefix);
        return new EmbeddingModel(before.Length > 0 ? $"{identity} after {before}" : identity, name, by)
        {
            DocumentPrefix = before, QueryPrefix = Prefix(model.Value.EmbeddingQueryPrefix, known?.QueryPrefix),
        };
    }

    // A setting from the environment easily loses the blank at its end, without which the model reads another word.
    private static string Prefix(string set, string? known) =>
        (set.Length > 0 ? set : known ?? "") is var prefix && prefix.Trim().Equals(NoPrefix, StringComparison.OrdinalIgnoreCase) ? ""
        : prefix.Length == 0 || char.IsWhiteSpace(prefix[^1]) ? prefix
        : prefix + " ";
}
