using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.LocalModels.Runtime;
using PaperBot.LocalModels.Serving;

namespace PaperBot.Tests.LocalModels.Serving;

/// <summary>A service over the real libraries with a tiny model of random weights.</summary>
internal sealed class TinyService : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly ILlamaRuntime runtime;

    private TinyService(TemporaryFolder folder, ILlamaRuntime runtime, ModelService service) =>
        (this.folder, this.runtime, Service) = (folder, runtime, service);

    public ModelService Service { get; }

    public static Task<TinyService> ChatAsync(int together = 4, int queue = 256, int context = 1024, string? template = null) =>
        LoadAsync(path => TinyGguf.Chat(path), path => new ModelServiceOptions
        {
            Path = path, Together = together, QueueLength = queue, ContextTokens = context, Threads = 1, ChatTemplate = template,
        });

    public static Task<TinyService> EmbedderAsync() =>
        LoadAsync(path => TinyGguf.Embedder(path), path => new ModelServiceOptions { Path = path, Threads = 1 });

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        runtime.Dispose();
        folder.Dispose();
    }

    private static async Task<TinyService> LoadAsync(Func<string, string> write, Func<string, ModelServiceOptions> options)
    {
        var runtime = NativeLibrariesForTests.RuntimeOrSkip();
        var folder = new TemporaryFolder();
        try
        {
            var path = write(Path.Combine(folder.Path, "tiny.gguf"));
            var service = await ModelService.LoadAsync(
                runtime, options(path), TimeProvider.System, NullLoggerFactory.Instance, null, CancellationToken.None);
            return new TinyService(folder, runtime, service);
        }
        catch
        {
            runtime.Dispose();
            folder.Dispose();
            throw;
        }
    }
}
