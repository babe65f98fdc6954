using Microsoft.Extensions.Logging;
using PaperBot.DiscordNet;
using PaperBot.DiscordSurface;

namespace PaperBot.Tests.Ecosystem.DiscordNet;

/// <summary>The transport that Discord.Net carries, as settings make it that want nothing else.</summary>
internal static class NetTransport
{
    public static IDiscordTransport Open(string address, Secret token, ILoggerFactory log) => Open(
        new DiscordOptions { ApiAddress = address, Token = token, FreeSessionsPerHour = 500 }, null, TimeProvider.System, log);

    public static IDiscordTransport Open(DiscordOptions options, string? dataFolder, TimeProvider time, ILoggerFactory log)
    {
        options.Library = DiscordLibrary.DiscordNet;
        return DiscordNetServices.Open(options, dataFolder, time, log, DiscordNetCheck.Fault);
    }
}
