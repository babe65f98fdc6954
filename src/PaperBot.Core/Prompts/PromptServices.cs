using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace PaperBot.Prompts;

/// <summary>Registers the prompt room.</summary>
internal static class PromptServices
{
    /// <summary>
    /// Adds the prompts, checked at start, and their runner, which asks for an <c>IChatClient</c> when it is used. A sender
    /// registered before or after takes the place of the project's own. The program binds section
    /// <see cref="PromptOptions.Section"/>.
    /// </summary>
    /// <param name="services">Where to add.</param>
    /// <param name="ownFolder">The folder that came with the program, used unless the settings name one.</param>
    public static IServiceCollection AddPrompts(this IServiceCollection services, string ownFolder)
    {
        services.AddOptions<PromptOptions>()
            .PostConfigure(options => options.Folder = options.Folder.Length > 0 ? Path.GetFullPath(options.Folder) : ownFolder)
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IPromptSender, DirectSender>();
        return services
            .AddSingleton<IValidateOptions<PromptOptions>, PromptFolderCheck>()
            .AddSingleton<PromptLibrary>()
            .AddSingleton<IPromptRunner, PromptRunner>();
    }
}
