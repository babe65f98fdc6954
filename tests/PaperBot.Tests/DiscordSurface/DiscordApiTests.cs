using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Api;

namespace PaperBot.Tests.DiscordSurface;

public sealed class DiscordApiTests : DiscordTransportContract
{
    private protected override async Task<ILoopbackDiscord> StartAsync() => await LittleDiscord.StartAsync();

    private protected override IDiscordTransport Open(ILoopbackDiscord discord, Secret token) => new DiscordApi(
        new DiscordOptions { ApiAddress = discord.ApiAddress, Token = token, FreeSessionsPerHour = 500 },
        dataFolder: null,
        TimeProvider.System,
        new RecordingLog());
}
