using Microsoft.Extensions.DependencyInjection;

namespace PaperBot.Hosting;

/// <summary>Registers what runs while the program serves.</summary>
internal static class HostingServices
{
    public static IServiceCollection AddHosting(this IServiceCollection services) => services
        .AddSingleton<PaperImports>()
        .AddSingleton<SampleImport>()
        .AddSingleton<Conversation>()
        .AddSingleton<EditionPrinter>()
        .AddSingleton<DigestClock>()

        // Stopped after the clock, so that what it posted last is written too.
        .AddHostedService(provider => provider.GetRequiredService<EditionPrinter>())
        .AddHostedService(provider => provider.GetRequiredService<DigestClock>())
        .AddHostedService<ModelWarmUp>()
        .AddHostedService<EmbeddingWorker>()
        .AddHostedService<WatchedFolder>();
}
