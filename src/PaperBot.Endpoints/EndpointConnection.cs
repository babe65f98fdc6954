// The library marks clients with an authentication of their own, such as none, as subject to change.
#pragma warning disable OPENAI001
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.Http.Headers;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace PaperBot.Endpoints;

/// <summary>The way to an endpoint: one pool of connections, the key where there is one, and nothing that retries or logs by itself.</summary>
internal sealed class EndpointConnection : IDisposable
{
    private readonly EndpointOptions options;
    private readonly HttpClient http;

    /// <param name="options">Of an endpoint that is set.</param>
    public EndpointConnection(EndpointOptions options)
    {
        this.options = options;

        // A redirect could carry the key elsewhere; a server that answers so is set up wrong and said to be.
        http = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(options.ConnectSeconds), PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AllowAutoRedirect = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Calls that write with the model.</summary>
    public ChatClient Chat() => new(options.Model, Authentication(), Settings());

    /// <summary>Calls that make vectors with the model.</summary>
    public EmbeddingClient Embeddings() => new(options.EmbeddingModel, Authentication(), Settings());

    /// <summary>What the endpoint says under a path of its own.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Base(), path));
        if (!options.ApiKey.IsEmpty)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey.Reveal());
        }

        return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => http.Dispose();

    private AuthenticationPolicy Authentication() => options.ApiKey.IsEmpty
        ? new NoKey()
        : ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(new ApiKeyCredential(options.ApiKey.Reveal()));

    private OpenAIClientOptions Settings() => new()
    {
        Endpoint = options.Base(),
        Transport = new HttpClientPipelineTransport(http),
        RetryPolicy = new ClientRetryPolicy(0),
        NetworkTimeout = Timeout.InfiniteTimeSpan,
        ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        EnableDistributedTracing = false,
    };

    // Ollama, LM Studio and llama-server want no key, and a made-up one only looks like a secret.
    private sealed class NoKey : AuthenticationPolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNext(message, pipeline, currentIndex);

        public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNextAsync(message, pipeline, currentIndex);
    }
}
