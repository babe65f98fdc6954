using Microsoft.Extensions.Logging;
using PaperBot.Hosting;
using PaperBot.LocalModels.ModelHost;
using PaperBot.LocalModels.Serving;

namespace PaperBot.Models;

/// <summary>What a model host is told at its start.</summary>
/// <param name="Model">Which model, and how.</param>
/// <param name="LLamaSharp">True when LLamaSharp computes it, false when the built-in runtime does.</param>
/// <param name="Natives">Folder of the built-in runtime's libraries; null where there are none.</param>
internal sealed record LocalModelStart(ModelServiceOptions Model, bool LLamaSharp, string? Natives);

/// <summary>What runs in the model host's process: one runtime and one model.</summary>
internal static class LocalModelHost
{
    /// <summary>Opens the model that the first message names.</summary>
    public static async Task<IModelService> OpenAsync(HostFrame start, IProgress<float> progress, CancellationToken cancellationToken)
    {
        var told = HostMessages.Read<LocalModelStart>(start);

        // Everything on standard error is the program's debug log.
        var loggers = LoggerFactory.Create(b => b.AddProvider(new ErrorStreamLogger(Console.Error)).SetMinimumLevel(LogLevel.Debug));
        var runtime = Adapters.OpenRuntime(told.LLamaSharp, told.Natives, loggers);
        return await ModelService.LoadAsync(runtime, told.Model, TimeProvider.System, loggers, progress, cancellationToken)
            .ConfigureAwait(false);
    }
}
