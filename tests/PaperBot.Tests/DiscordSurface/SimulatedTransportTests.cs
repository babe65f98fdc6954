using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Api;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>The built-in transport against the simulator, which was not written with it.</summary>
public sealed class SimulatedTransportTests(ITestOutputHelper output) : SimulatedTransportContract(output)
{
    private protected override IDiscordTransport Open(string address, Secret token) => new DiscordApi(
        new DiscordOptions { ApiAddress = address, Token = token, FreeSessionsPerHour = 500 }, null, TimeProvider.System, new RecordingLog());
}
