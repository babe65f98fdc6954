using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Api;
using PaperBot.Libraries;

namespace PaperBot.DiscordNet;

/// <summary>Registers the way to Discord through Discord.Net.</summary>
internal static partial class DiscordNetServices
{
    /// <summary>Name of the file in the data folder that tells why Discord.Net was not used.</summary>
    public const string LogName = "discordnet.log";

    /// <summary>
    /// Adds the transport that Discord.Net carries; where settings are against it, or Discord.Net does not run here, the platform
    /// carries it.
    /// </summary>
    /// <param name="services">Where to; brings what the built-in transport needs.</param>
    /// <param name="dataFolder">Where the sessions of the day are noted.</param>
    public static IServiceCollection AddDiscordNet(this IServiceCollection services, string dataFolder) => services
        .AddSingleton<IDiscordTransport>(provider => Open(
            provider.GetRequiredService<IOptions<DiscordOptions>>().Value,
            dataFolder,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
            DiscordNetCheck.Fault));

    /// <summary>A transport as settings want it.</summary>
    /// <param name="options">The section <c>Discord</c>.</param>
    /// <param name="dataFolder">Where the sessions of the day are noted; null notes them in memory only.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logs">Where it tells what it does.</param>
    /// <param name="check">What is wrong with Discord.Net here; null when nothing is.</param>
    /// <exception cref="OptionsValidationException">Discord.Net and nothing else is wanted, and does not run here.</exception>
    public static IDiscordTransport Open(
        DiscordOptions options, string? dataFolder, TimeProvider time, ILoggerFactory logs, Func<LibraryFault?> check)
    {
        var fault = options.Library == DiscordLibrary.BuiltIn ? null : check();
        if (fault is not null && options.Library == DiscordLibrary.DiscordNet)
        {
            throw new OptionsValidationException(
                DiscordOptions.Section, typeof(DiscordOptions), [$"{fault.Sentence} Set Discord:Library to auto or builtin."]);
        }

        if (fault is not null)
        {
            LogNotUsed(logs.CreateLogger<DiscordNetLine>(), fault.Sentence, RefusalLog.Keep(dataFolder, LogName, fault.Details));
        }

        return new DiscordApi(
            options, dataFolder, time, logs,
            carriers: fault is null && options.Library != DiscordLibrary.BuiltIn ? Carriers(options, time, logs) : null);
    }

    private static Carriers Carriers(DiscordOptions options, TimeProvider time, ILoggerFactory logs) => new(
        other => new DiscordNetCalls(new Uri(options.ApiAddress), other),
        new DiscordNetLine(time, logs.CreateLogger<DiscordNetLine>()));

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault} The built-in way to Discord runs in its place.{Kept}")]
    private static partial void LogNotUsed(ILogger log, string fault, string kept);
}
