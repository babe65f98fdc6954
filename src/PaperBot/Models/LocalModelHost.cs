using Microsoft.Extensions.Logging;
using PaperBot.Hosting;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.ModelHost;
using PaperBot.LocalModels.Serving;

namespace PaperBot.Models;

/// <summary>What a model host is told at its start.</summary>
/// <param name="Model">Which model, and how.</param>
/// <param name="Natives">Folder of llama.cpp's libraries.</param>
internal sealed record LocalModelStart(ModelServiceOptions Model, string Natives);

/// <summary>What runs in the model host's process: the built-in runtime and one model.</summary>
internal static class LocalModelHost
{
    /// <summary>Opens the model that the first message names.</summary>
    public static async Task<IModelService> OpenAsync(HostFrame start, IProgress<float> progress, CancellationToken cancellationToken)
    {
        var told = HostMessages.Read<LocalModelStart>(start);

        // Everything on standard error is the program's debug log.
        var loggers = LoggerFactory.Create(b => b.AddProvider(new ErrorStreamLogger(Console.Error)).SetMinimumLevel(LogLevel.Debug));
        var runtime = LlamaCppRuntime.Open(told.Natives, loggers.CreateLogger<LlamaCppRuntime>());
        return await ModelService.LoadAsync(runtime, told.Model, TimeProvider.System, loggers, progress, cancellationToken)
            .ConfigureAwait(false);
    }
}
