namespace PaperBot.Tests.DiscordSurface;

public sealed class CloseCodeTests : CloseCodeContract
{
    private protected override Task<GatewayRig> StartAsync(int status = 200) => GatewayRig.StartAsync(status: status);
}
