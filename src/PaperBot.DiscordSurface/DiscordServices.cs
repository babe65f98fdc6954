using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.DiscordSurface.Api;
using PaperBot.DiscordSurface.Commands;
using PaperBot.DiscordSurface.Interactions;
using PaperBot.DiscordSurface.Messages;
using PaperBot.DiscordSurface.Places;
using PaperBot.Surfaces;

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

    /// <summary>Adds the bot in Discord, and makes Discord the surface.</summary>
    /// <param name="services">Where to; brings a transport, commands, intake, digests, options and the clock.</param>
    /// <param name="dataFolder">Where the transport and the notices to administrators keep what outlasts a restart.</param>
    public static IServiceCollection AddDiscord(this IServiceCollection services, string dataFolder) => services
        .AddDiscordInteractions()
        .AddSingleton(TranslatedCommands.Words)
        .AddSingleton(new ServersWithCommands(Path.Combine(dataFolder, ServersWithCommands.FileName)))
        .AddSingleton<IAdmission, Admission>()
        .AddSingleton<AllowList>()
        .AddSingleton<ServerPace>()
        .AddSingleton<SaidLately>()
        .AddSingleton<Refusals>()
        .AddSingleton<TypingSigns>()
        .AddSingleton(new ToldAdministrators(Path.Combine(dataFolder, ToldAdministrators.FileName)))
        .AddSingleton(provider => new DirectTalks(
            Path.Combine(dataFolder, DirectTalks.FileName), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new OpenReplies(
            Path.Combine(dataFolder, OpenReplies.FileName), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<OpenReplies>>()))
        .AddSingleton<PlaceNotices>()
        .AddSingleton<LostPlaces>()
        .AddSingleton<ReplyChains>()
        .AddSingleton<Replies>()
        .AddSingleton<OwnPosts>()
        .AddSingleton<DiscordChat>()
        .AddSingleton<IChatSurface>(provider => provider.GetRequiredService<DiscordChat>())
        .AddSingleton<MessageListener>()
        .AddSingleton<MissedMessages>()
        .AddSingleton<DiscordBot>()
        .AddHostedService(provider => provider.GetRequiredService<DiscordBot>());
}
