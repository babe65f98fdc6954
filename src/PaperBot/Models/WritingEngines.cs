using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Endpoints;
using PaperBot.Engines;
using PaperBot.LocalModels.Serving;

namespace PaperBot.Models;

/// <summary>Who writes: the engines that settings allow, in their order, and each by its name.</summary>
/// <param name="model">Which are allowed.</param>
/// <param name="endpoint">The endpoint, where one is set.</param>
/// <param name="local">The local model, where there is one.</param>
/// <param name="chat">Writes by the endpoint; made when it is set.</param>
/// <param name="vectors">Makes vectors by the endpoint; made when it is set.</param>
/// <param name="time">By which an engine that failed is spared.</param>
/// <param name="logger">Told who writes when that changes.</param>
internal sealed class WritingEngines(
    IOptions<ModelOptions> model, EndpointOptions endpoint, ILocalModelSource local, Lazy<EndpointChatClient> chat,
    Lazy<EndpointEmbeddings> vectors, TimeProvider time, ILogger<FallbackChatClient> logger)
{
    /// <summary>Name of the engine that runs on this machine.</summary>
    public const string Local = "local";

    /// <summary>Name of the engine behind an endpoint.</summary>
    public const string OpenAI = EndpointChatClient.Engine;

    /// <summary>Whoever writes, each taking over from the one before; null when settings and machine leave only the abstracts' own words.</summary>
    public FallbackChatClient? Client() =>
        Allowed() is { Count: > 0 } engines ? new FallbackChatClient(engines, IsFault, time, logger) : null;

    /// <summary>The engine of a name and no other.</summary>
    /// <param name="name"><see cref="Local"/> or <see cref="OpenAI"/>.</param>
    /// <exception cref="CommandFailure">It is not there; the sentence says what to do.</exception>
    public IChatClient Only(string name) => name switch
    {
        Local => local.Chat ?? throw new CommandFailure(local.WhyNoChat ?? "There is no local model."),
        _ => HasEndpoint
            ? chat.Value
            : throw new CommandFailure(endpoint.IsSet
                ? "The endpoint has no model that writes: set Endpoint:Model to its name there."
                : "No endpoint is set: set Endpoint:Address, such as http://127.0.0.1:8080/v1, and Endpoint:Model."),
    };

    /// <summary>Who makes vectors; null for nobody.</summary>
    public IEmbeddingGenerator<string, Embedding<float>>? Embeddings() => model.Value.Engine switch
    {
        EngineChoice.Extractive => null,
        EngineChoice.Local => local.Embeddings,
        _ when endpoint is { IsSet: true, EmbeddingModel.Length: > 0 } => vectors.Value,
        EngineChoice.Auto => local.Embeddings,
        _ => null,
    };

    /// <summary>Who writes, as <c>doctor</c> tells it, and why nobody else does.</summary>
    public string Told()
    {
        var names = Allowed().Select(e => e.Name == OpenAI ? $"{OpenAI} ({endpoint.Model} at {endpoint.Base().Authority})" : "the local model").ToList();
        var order = names.Count == 0
            ? "No model writes; answers are the abstracts' own words."
            : $"Answers are written by {string.Join(", else by ", names)}, else they are the abstracts' own words.";
        return model.Value.Engine is EngineChoice.Auto or EngineChoice.Local && local.WhyNoChat is { } why ? $"{order} {why}" : order;
    }

    private bool HasEndpoint => endpoint is { IsSet: true, Model.Length: > 0 };

    // What was asked, and not the engine, is at fault when a prompt is too long or a grammar cannot be read.
    private static bool IsFault(Exception failed) => failed switch
    {
        EndpointException { IsFault: false } => false,
        ModelServiceException { Failure: ServiceFailure.TooLong or ServiceFailure.Refused or ServiceFailure.Busy } => false,
        _ => true,
    };

    private List<Engine> Allowed()
    {
        var engine = model.Value.Engine;
        List<Engine> engines = [];
        if (engine is EngineChoice.Auto or EngineChoice.OpenAI && HasEndpoint)
        {
            engines.Add(new Engine(OpenAI, chat.Value));
        }

        if (engine is EngineChoice.Auto or EngineChoice.Local && local.Chat is { } client)
        {
            engines.Add(new Engine(Local, client));
        }

        return engines;
    }
}
