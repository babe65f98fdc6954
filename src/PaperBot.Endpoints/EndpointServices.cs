using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PaperBot.Endpoints;

/// <summary>Registers the room of endpoints.</summary>
internal static class EndpointServices
{
    /// <summary>
    /// Adds the clients of the endpoint that section <see cref="EndpointOptions.Section"/> describes, which the program binds; they may be
    /// asked for only when it is set.
    /// </summary>
    public static IServiceCollection AddEndpoint(this IServiceCollection services) => services
        .AddSingleton<IValidateOptions<EndpointOptions>, EndpointOptionsCheck>()
        .AddSingleton(provider => provider.GetRequiredService<IOptions<EndpointOptions>>().Value)
        .AddSingleton<EndpointConnection>()
        .AddSingleton<EndpointProbe>()
        .AddSingleton(provider => new EndpointChatClient(
            provider.GetRequiredService<EndpointConnection>(), provider.GetRequiredService<EndpointOptions>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<EndpointChatClient>>()))
        .AddSingleton(provider => new EndpointEmbeddings(
            provider.GetRequiredService<EndpointConnection>(), provider.GetRequiredService<EndpointOptions>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<EndpointEmbeddings>>()));
}
