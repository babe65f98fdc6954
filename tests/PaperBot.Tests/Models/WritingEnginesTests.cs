using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Endpoints;
using PaperBot.Engines;
using PaperBot.Models;
using PaperBot.Tests.Endpoints;
using Xunit;

namespace PaperBot.Tests.Models;

public sealed class WritingEnginesTests : IDisposable
{
    private static readonly ChatMessage[] Asked = [new(ChatRole.User, "why?")];
    private readonly EndpointRig rig = new();
    private readonly ModelOptions model = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => rig.Dispose();

    [Theory]
    [InlineData("Auto", "openai local")]
    [InlineData("OpenAI", "openai")]
    [InlineData("Local", "local")]
    [InlineData("Extractive", "")]
    public async Task Settings_say_who_may_write_and_in_which_order(string engine, string order)
    {
        await using var server = RawHttpServer.Saying(EndpointRig.Answer("yes"));
        model.Engine = Enum.Parse<EngineChoice>(engine);
        using var client = Engines(server, new LocalDouble()).Client();
        Assert.Equal(order, string.Join(' ', client?.States.Select(s => s.Engine.Name) ?? []));
    }

    [Fact]
    public async Task A_dead_endpoint_lets_the_local_model_write_and_is_spared_then()
    {
        await using var server = RawHttpServer.Saying(RawHttpServer.Reply("500 Oops", "{}", headers: "Retry-After: 0\r\n"));
        rig.Options.Retries = 0;
        using var client = Engines(server, new LocalDouble()).Client()!;
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("from here", (await client.GetResponseAsync(Asked, null, Token)).Text);
        }

        Assert.Single(server.Requests);
        Assert.Equal("local", client.Current.Name);
    }

    [Fact]
    public async Task A_prompt_that_the_endpoint_refuses_goes_to_the_next_and_spares_nobody()
    {
        await using var server = RawHttpServer.Saying(RawHttpServer.Reply("400 Bad Request", """{"error":{"message":"too long"}}"""));
        using var client = Engines(server, new LocalDouble()).Client()!;
        Assert.Equal("from here", (await client.GetResponseAsync(Asked, null, Token)).Text);
        Assert.Equal("openai", client.Current.Name);
    }

    [Fact]
    public void What_is_asked_for_by_name_and_is_not_there_says_why()
    {
        var engines = Engines(null, new LocalDouble { IsThere = false });
        Assert.Null(engines.Client());
        Assert.Null(engines.Embeddings());
        Assert.Equal("because", Assert.Throws<CommandFailure>(() => engines.Only("local")).Message);
        Assert.Contains("Endpoint:Address", Assert.Throws<CommandFailure>(() => engines.Only("openai")).Message, StringComparison.Ordinal);
        Assert.Contains("the abstracts' own words. because", engines.Told(), StringComparison.Ordinal);
        rig.Options.Address = "http://127.0.0.1:1/v1";
        rig.Options.Model = "";
        Assert.Contains("Endpoint:Model", Assert.Throws<CommandFailure>(() => Engines(null, new LocalDouble()).Only("openai")).Message, StringComparison.Ordinal);
    }

    private WritingEngines Engines(RawHttpServer? server, ILocalModelSource local)
    {
        var chat = server is null ? null : rig.Chat(server);
        return new WritingEngines(
            Options.Create(model), rig.Options, local, new Lazy<EndpointChatClient>(() => chat!),
            new Lazy<EndpointEmbeddings>(() => throw new InvalidOperationException("Nobody asked for vectors.")), TimeProvider.System,
            NullLogger<FallbackChatClient>.Instance);
    }

    private sealed class LocalDouble : ILocalModelSource
    {
        public bool IsThere { get; init; } = true;

        public IChatClient? Chat => IsThere ? new ScriptedChatClient(ScriptedReply.Of("from here")) : null;

        public IEmbeddingGenerator<string, Embedding<float>>? Embeddings => null;

        public string? WhyNoChat => IsThere ? null : "because";
    }
}
