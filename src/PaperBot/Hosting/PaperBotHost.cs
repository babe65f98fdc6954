using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PaperBot.Hosting;

/// <summary>Builds the generic host that every command runs in; only <c>serve</c> starts its services.</summary>
internal static class PaperBotHost
{
    /// <summary>Builds it.</summary>
    /// <param name="settings">As they were read.</param>
    /// <param name="streams">Where the program reads and writes.</param>
    /// <param name="clock">The clock; the machine's own when null.</param>
    public static IHost Build(IConfiguration settings, Streams streams, TimeProvider? clock = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddConfiguration(settings);
        CheckLevels(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddConfiguration(settings.GetSection("Logging"));
        builder.Logging.AddProvider(new ErrorStreamLogger(streams.Error));
        builder.Services.AddPaperBot(settings, streams);
        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        // Signals are the process's affair: Interruption turns them into a cancellation.
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        return builder.Build();
    }

    // The library's own message names neither the key nor what is allowed.
    private static void CheckLevels(IConfiguration settings)
    {
        foreach (var level in settings.GetSection("Logging:LogLevel").GetChildren())
        {
            if (!Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _))
            {
                throw new CommandFailure(
                    $"Setting {level.Path} is “{level.Value}”; it must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
            }
        }
    }

    private sealed class EmbeddedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
