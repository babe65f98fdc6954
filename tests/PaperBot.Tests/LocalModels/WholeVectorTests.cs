using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Diagnosis;
using PaperBot.Embeddings;
using PaperBot.Hosting;
using PaperBot.Importing;
using PaperBot.LocalModels.Chat;
using PaperBot.Retrieval;
using PaperBot.Sqlite;
using PaperBot.Tests.CommandLine;
using PaperBot.Tests.Embeddings;
using PaperBot.Tests.LocalModels.Serving;
using Xunit;

namespace PaperBot.Tests.LocalModels;

/// <summary>The whole program with a tiny embedding model in its host process, from the settings to what a search finds.</summary>
public sealed class WholeVectorTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly string natives = NativeLibrariesForTests.FolderOrSkip();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_real_model_embeds_papers_once_and_finds_each_by_its_own_text()
    {
        await using var tiny = await TinyService.EmbedderAsync();
        using var database = new SqliteDatabase(data.File("paperbot.db"));
        var store = new SqliteVectorStore(database, TimeProvider.System);
        using var generator = new LocalEmbeddingGenerator(tiny.Service, TimeProvider.System);
        var source = new FixedSource(new EmbeddingModel("tiny", "tiny", generator));
        var queries = new QueryEmbedder(source, TimeProvider.System, NullLogger<QueryEmbedder>.Instance);
        using var corpus = new Corpus(
            new ListOfPapers([Some.Paper("Graph networks", "p-1"), Some.Paper("Image training", "p-2"), Some.Paper("A question", "p-3")]),
            new VectorReader(source, store, queries, NullLogger<VectorReader>.Instance));
        await corpus.RefreshAsync(Token);
        var embedder = new PaperEmbedder(source, store, TimeProvider.System);
        Assert.Equal((3, 3), ((await embedder.EmbedAsync(corpus.Current.Papers, null, null, Token))!.Embedded, corpus.Current.Papers.Count));
        Assert.Equal(0, (await embedder.EmbedAsync(corpus.Current.Papers, null, null, Token))!.Embedded);
        await corpus.RefreshVectorsAsync(Token);
        var vectors = corpus.Current.Vectors!;
        for (var paper = 0; paper < 3; paper++)
        {
            var made = (await generator.GenerateAsync([TextUnit.Of(corpus.Current.Papers[paper])[0].Text], null, Token))[0];
            Assert.Equal(1, vectors.Cosine(vectors.Direction(made.Vector.Span), paper)!.Value, 0.01);
        }
    }

    [Fact]
    [Trait("Length", "Long")]
    public async Task Papers_are_embedded_by_a_file_once_found_by_it_and_anew_when_the_file_is_another()
    {
        TinyGguf.Embedder(Path.Combine(data.Path, "vectors.gguf"), context: 512);
        var first = await EmbedAsync(expected: "0 of", Token);
        Assert.Equal((first.Papers, 48), (first.Complete, first.Model!.Dimensions));
        Assert.StartsWith("sha256:", first.Model.Identity, StringComparison.Ordinal);
        Assert.InRange(first.Embedded, first.Papers, first.Papers * 6);
        var again = await EmbedAsync(expected: $"{first.Papers} of {first.Papers} papers by vectors.gguf", Token);
        Assert.Equal(0, again.Embedded);

        // Put there on purpose: the hash that was learnt of the old file is forgotten.
        TinyGguf.Embedder(Path.Combine(data.Path, "vectors.gguf"), seed: 3, context: 512);
        foreach (var kept in Directory.EnumerateFiles(data.Path, "models.lock.json", SearchOption.AllDirectories))
        {
            File.Delete(kept);
        }

        var other = await EmbedAsync(expected: "0 of", Token);
        Assert.Equal((first.Embedded, false), (other.Embedded, other.Model!.IsSame(first.Model)));
    }

    private async Task<EmbeddingReport> EmbedAsync(string expected, CancellationToken cancellationToken)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Storage:Data", data.Path), new("Digest:Files", "off"), new("Model:Natives", natives), new("Model:Folder", data.Path),
            new("Model:EmbeddingFile", "vectors.gguf"), new("Model:Threads", "1"), new("Logging:LogLevel:Default", "None"),
        ]).Build();
        using var host = PaperBotHost.Build(settings, new Streams(() => Stream.Null, TextWriter.Null, TextWriter.Null));
        await host.Services.GetRequiredService<PaperImporter>().ImportAsync(
            new ImportRequest([Listing.WriteTo(data)]), null, cancellationToken);
        var corpus = host.Services.GetRequiredService<Corpus>();
        await corpus.RefreshAsync(cancellationToken);
        var check = Assert.Single(await VectorCheck.CheckAsync(host.Services, cancellationToken));
        Assert.Contains(expected, check.Detail, StringComparison.Ordinal);
        var report = await host.Services.GetRequiredService<PaperEmbedder>().EmbedAsync(corpus.Current.Papers, null, null, cancellationToken);
        await corpus.RefreshVectorsAsync(cancellationToken);
        Assert.Null(await host.Services.GetRequiredService<QueryEmbedder>().WarmAsync(corpus.Current.Vectors!.Model, cancellationToken));

        // Of a paper's own words its own vectors are the nearest, whatever the weights are.
        var paper = corpus.Current.Papers[1];
        var meaning = await corpus.MeaningAsync(TextUnit.Of(paper)[0].Text, cancellationToken);
        Assert.Equal(1, corpus.Current.Vectors.Cosine(corpus.Current.Vectors.Direction(meaning!.Direction), 1)!.Value, 0.02);
        await ((IAsyncDisposable)host).DisposeAsync();
        return report!;
    }
}
