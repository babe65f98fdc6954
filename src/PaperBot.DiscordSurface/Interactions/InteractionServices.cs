using Microsoft.Extensions.DependencyInjection;
using PaperBot.DiscordSurface.Commands;
using PaperBot.DiscordSurface.Places;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>Registers commands, buttons and forms.</summary>
internal static class InteractionServices
{
    /// <summary>
    /// Adds <see cref="InteractionListener"/> with all it needs. Commands, intake, the transport and <see cref="DiscordOptions"/>
    /// come from elsewhere; so may <see cref="CommandWords"/> and <see cref="IAdmission"/>, without which commands are English
    /// and everybody is welcome.
    /// </summary>
    public static IServiceCollection AddDiscordInteractions(this IServiceCollection services) => services
        .AddSingleton<CommandPayloads>()
        .AddSingleton<CommandRegistration>()
        .AddSingleton(new KeptActions())
        .AddSingleton<SharedPosts>()
        .AddSingleton<KnownPlaces>()
        .AddSingleton<KnownLocales>()
        .AddSingleton<GivenFiles>()
        .AddSingleton<InteractionDesk>()
        .AddSingleton<Sharing>()
        .AddSingleton<FormDesk>()
        .AddSingleton<ButtonPresses>()
        .AddSingleton<Completions>()
        .AddSingleton<InteractionListener>();
}
