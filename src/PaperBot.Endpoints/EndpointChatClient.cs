using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using OpenAI.Chat;
using PaperBot.Prompts;
using Polly;

namespace PaperBot.Endpoints;

/// <summary>
/// A model behind an endpoint as a chat client. A call that fails in passing is made again as long as nothing of the answer came, and
/// never after. Safe for concurrent use.
/// </summary>
internal sealed class EndpointChatClient : IChatClient
{
    /// <summary>What answers written with it name as their engine.</summary>
    public const string Engine = "openai";

    private readonly EndpointOptions options;
    private readonly TimeProvider time;
    private readonly EndpointWords words;
    private readonly ResiliencePipeline retry;
    private readonly ChatClient chat;
    private readonly ChatCapabilities capabilities;
    private readonly ChatClientMetadata metadata;

    /// <param name="connection">The way to it; not disposed with this.</param>
    /// <param name="options">With a model that writes.</param>
    /// <param name="time">By which silence is measured.</param>
    /// <param name="logger">Told of calls made again.</param>
    public EndpointChatClient(
        EndpointConnection connection, EndpointOptions options, TimeProvider time, ILogger<EndpointChatClient> logger)
    {
        (this.options, this.time) = (options, time);
        words = new EndpointWords(options, time);
        retry = EndpointRetry.Of(options, time, logger);
        chat = connection.Chat();
        capabilities = new ChatCapabilities
        {
            Engine = Engine, Grammar = options.Grammar, Tools = options.Tools, ContextTokens = options.ContextTokens,
        };
        metadata = new ChatClientMetadata(Engine, options.Base(), options.Model);
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken).ConfigureAwait(false);

    /// <exception cref="EndpointException">It gave nothing, or broke off.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var asked = ChatTranslation.Messages(messages);
        var stream = await retry.ExecuteAsync(
            async token =>
            {
                // Options are made anew for each call: the library adds to them.
                var opened = new EndpointStream(this.options, words, time, token);
                await opened.OpenAsync(chat, asked, ChatTranslation.Options(options, this.options)).ConfigureAwait(false);
                return opened;
            },
            cancellationToken).ConfigureAwait(false);
        await using var closing = stream.ConfigureAwait(false);
        await foreach (var update in stream.ReadAsync().ConfigureAwait(false))
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is not null ? null
        : serviceType == typeof(ChatCapabilities) ? capabilities
        : serviceType == typeof(ChatClientMetadata) ? metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
    }
}
