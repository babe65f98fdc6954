using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace PaperBot.Digests;

/// <summary>Registers the digest room.</summary>
internal static class DigestServices
{
    /// <summary>
    /// Adds <see cref="DigestService"/> and the check of its settings at start. The program binds section
    /// <see cref="DigestSettings.Section"/> and brings the stores.
    /// </summary>
    public static IServiceCollection AddDigests(this IServiceCollection services)
    {
        services.AddOptions<DigestSettings>().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<IValidateOptions<DigestSettings>, DigestSettingsCheck>()
            .AddSingleton<DigestPlans>()
            .AddSingleton<DigestAgenda>()
            .AddSingleton<DigestReviser>()
            .AddSingleton<DigestService>();
    }
}
