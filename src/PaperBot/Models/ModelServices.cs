using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.CommandLine;
using PaperBot.Embeddings;
using PaperBot.Endpoints;
using PaperBot.LocalModels.Catalogue;
using PaperBot.LocalModels.Downloads;
using PaperBot.Packages;

namespace PaperBot.Models;

/// <summary>Registers who writes and makes vectors, and the files that takes.</summary>
internal static class ModelServices
{
    /// <summary>
    /// Adds them. Where nobody writes no <see cref="IChatClient"/> is had. An <see cref="ILocalModelSource"/>, a chat client or a generator
    /// of vectors registered before stands.
    /// </summary>
    /// <param name="services">Where to add.</param>
    /// <param name="data">The data folder.</param>
    public static IServiceCollection AddModels(this IServiceCollection services, string data)
    {
        services
            .AddSingleton(provider => new NativeLibraries(provider.GetRequiredService<IOptions<ModelOptions>>(), data))
            .AddSingleton(provider => new RuntimeSelection(
                provider.GetRequiredService<IOptions<ModelOptions>>(), provider.GetRequiredService<NativeLibraries>(),
                BuiltWith.ThisProgram, data, RuntimeCheckCommand.Start, provider.GetRequiredService<ILogger<RuntimeSelection>>()))
            .AddSingleton<LocalModel>()
            .AddSingleton<IValidateOptions<ModelOptions>, ModelOptionsCheck>()
            .AddEndpoint()
            .AddSingleton(_ => Readable(() => ModelPlaces.Catalogue(data)))
            .AddSingleton(provider => new ModelStore(
                provider.GetRequiredService<ModelCatalogue>(), ModelPlaces.Folder(provider.GetRequiredService<IOptions<ModelOptions>>().Value, data)))
            .AddSingleton(new DownloadOptions())
            .AddSingleton<ModelFetcher>()
            .AddSingleton(provider => new Lazy<EndpointChatClient>(provider.GetRequiredService<EndpointChatClient>))
            .AddSingleton(provider => new Lazy<EndpointEmbeddings>(provider.GetRequiredService<EndpointEmbeddings>))
            .AddSingleton<WritingEngines>();
        services.TryAddSingleton<ILocalModelSource>(provider => provider.GetRequiredService<LocalModel>());

        // A factory that gives null is, to whoever asks whether there is one, as if nothing were registered.
        services.TryAddSingleton<IChatClient>(provider => provider.GetRequiredService<WritingEngines>().Client()!);
        services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(
            provider => provider.GetRequiredService<WritingEngines>().Embeddings()!);
        services.TryAddSingleton<IEmbeddingSource>(provider => new EmbeddingSource(
            provider.GetRequiredService<IOptions<ModelOptions>>(), provider.GetRequiredService<EndpointOptions>(),
            provider.GetService<IEmbeddingGenerator<string, Embedding<float>>>, provider.GetRequiredService<ModelStore>));
        return services;
    }

    private static T Readable<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ModelCatalogueException wrong)
        {
            throw new CommandFailure(wrong.Message);
        }
    }
}
