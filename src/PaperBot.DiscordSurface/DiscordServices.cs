using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.DiscordSurface.Api;

namespace PaperBot.DiscordSurface;

/// <summary>Registers the way to Discord.</summary>
internal static class DiscordServices
{
    /// <summary>
    /// Adds the built-in transport. <see cref="DiscordOptions"/> must be bound; nothing is connected before it is used.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="dataFolder">Where the sessions of the day are noted.</param>
    public static IServiceCollection AddDiscordTransport(this IServiceCollection services, string dataFolder) => services
        .AddSingleton<IValidateOptions<DiscordOptions>, DiscordOptionsCheck>()
        .AddSingleton<IDiscordTransport>(provider => new DiscordApi(
            provider.GetRequiredService<IOptions<DiscordOptions>>().Value,
            dataFolder,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance));
}
