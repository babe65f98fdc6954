using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PaperBot.Embeddings;
using PaperBot.Endpoints;
using PaperBot.LocalModels.Catalogue;
using PaperBot.Models;
using Xunit;

namespace PaperBot.Tests.Models;

public sealed class EmbeddingSourceTests
{
    private readonly ModelOptions model = new();
    private readonly EndpointOptions endpoint = new() { Address = "http://127.0.0.1:1/v1", EmbeddingModel = "nomic-embed-text-v1.5" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_behind_an_endpoint_is_known_by_address_and_name_and_what_it_wants_is_known_of_it()
    {
        var made = (await Source("http://ada:secret@127.0.0.1:1/v1/").ModelAsync(Token))!;
        Assert.Equal("http://127.0.0.1:1/v1/ nomic-embed-text-v1.5 after search_document: ", made.Identity);
        Assert.Equal(("nomic-embed-text-v1.5", "search_query: ", "search_document: "), (made.Name, made.QueryPrefix, made.DocumentPrefix));
    }

    [Theory]
    [InlineData("passage:", "passage: ")]
    [InlineData("passage: ", "passage: ")]
    [InlineData("none", "")]
    [InlineData(" None ", "")]
    public async Task A_setting_stands_before_what_is_known_and_another_text_before_papers_is_another_model(string set, string put)
    {
        var known = (await Source("http://127.0.0.1:1/v1/").ModelAsync(Token))!;
        model.EmbeddingDocumentPrefix = set;
        model.EmbeddingQueryPrefix = set;
        var made = (await Source("http://127.0.0.1:1/v1/").ModelAsync(Token))!;
        Assert.Equal((put, put), (made.DocumentPrefix, made.QueryPrefix));
        Assert.NotEqual(known.Identity, made.Identity);
    }

    [Fact]
    public async Task Nobody_is_asked_where_no_model_is_named_and_a_list_that_cannot_be_read_is_told()
    {
        endpoint.EmbeddingModel = "";
        var asked = 0;
        Assert.Null(await new EmbeddingSource(Options.Create(model), endpoint, () => throw new InvalidOperationException($"{++asked}"), Known)
            .ModelAsync(Token));
        endpoint.EmbeddingModel = "some";
        Assert.Null(await new EmbeddingSource(Options.Create(model), endpoint, () => null, Known).ModelAsync(Token));
        using var generator = new Named(new Uri("http://127.0.0.1:1/v1/"));
        var failed = await Assert.ThrowsAsync<EmbeddingFailedException>(() => new EmbeddingSource(
            Options.Create(model), endpoint, () => generator, () => throw new ModelCatalogueException("The list is damaged.")).ModelAsync(Token));
        Assert.Equal(("The list is damaged.", 0), (failed.Message, asked));
    }

    private static ModelStore Known() => new(
        ModelCatalogue.Read(Path.Combine(Checkout.Root, "models", ModelCatalogue.FileName), Path.Combine(Checkout.Root, "none.json")),
        Checkout.Root);

    private EmbeddingSource Source(string address) =>
        new(Options.Create(model), endpoint, () => new Named(new Uri(address)), Known);

    private sealed class Named(Uri address) : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(EmbeddingGeneratorMetadata)
                ? new EmbeddingGeneratorMetadata("openai", address, "nomic-embed-text-v1.5")
                : null;

        public void Dispose()
        {
            // It holds nothing.
        }
    }
}
