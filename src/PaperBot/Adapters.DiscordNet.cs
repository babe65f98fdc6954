using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PaperBot.DiscordNet;

namespace PaperBot;

/// <content>The way to Discord, where Discord.Net was built in.</content>
internal static partial class Adapters
{
    static partial void UseDiscordNet(IServiceCollection services, IConfiguration settings, string data) =>
        services.AddDiscordNet(data);
}
