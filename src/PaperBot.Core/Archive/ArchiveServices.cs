using Microsoft.Extensions.DependencyInjection;

namespace PaperBot.Archive;

/// <summary>Registers the archive room; the program brings the stores.</summary>
internal static class ArchiveServices
{
    public static IServiceCollection AddArchive(this IServiceCollection services) => services.AddSingleton<EditionFiles>();
}
