using PaperBot.DiscordSurface;
using PaperBot.Tests.DiscordSurface;
using Xunit;

namespace PaperBot.Tests.Ecosystem.DiscordNet;

/// <summary>The contract against the little Discord.</summary>
public sealed class NetTransportTests : DiscordTransportContract
{
    private protected override async Task<ILoopbackDiscord> StartAsync() => await LittleDiscord.StartAsync();

    private protected override IDiscordTransport Open(ILoopbackDiscord discord, Secret token) =>
        NetTransport.Open(discord.ApiAddress, token, new RecordingLog());
}

/// <summary>The contract and the faults against the simulator.</summary>
public sealed class NetSimulatedTransportTests(ITestOutputHelper output) : SimulatedTransportContract(output)
{
    private protected override IDiscordTransport Open(string address, Secret token) =>
        NetTransport.Open(address, token, new RecordingLog());
}

/// <summary>What close codes lead to.</summary>
public sealed class NetCloseCodeTests : CloseCodeContract
{
    private protected override Task<GatewayRig> StartAsync(int status = 200) =>
        GatewayRig.StartAsync(status: status, open: NetTransport.Open);
}
