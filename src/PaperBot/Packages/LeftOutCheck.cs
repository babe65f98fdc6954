using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PaperBot.DiscordSurface;
using PaperBot.Models;
using PaperBot.Prompts;

namespace PaperBot.Packages;

/// <summary>Refuses settings that ask for a library which the program was built without.</summary>
/// <param name="built">What it was built with.</param>
/// <param name="key">Of the setting.</param>
/// <param name="asked">The library asked for by name; null when it is not.</param>
internal sealed class LeftOutCheck<T>(BuiltWith built, string key, Func<T, Enum?> asked) : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options) =>
        !built.HasPackages && asked(options) is { } library
            ? ValidateOptionsResult.Fail(built.Lacks(key, library.ToString()))
            : ValidateOptionsResult.Success;
}

/// <summary>Registers the checks.</summary>
internal static class LeftOutChecks
{
    public static IServiceCollection AddLeftOutChecks(this IServiceCollection services)
    {
        var built = BuiltWith.ThisProgram;
        return services
            .AddSingleton<IValidateOptions<ModelOptions>>(new LeftOutCheck<ModelOptions>(
                built, "Model:Runtime", o => o.Runtime == RuntimeChoice.LLamaSharp ? o.Runtime : null))
            .AddSingleton<IValidateOptions<DiscordOptions>>(new LeftOutCheck<DiscordOptions>(
                built, "Discord:Library", o => o.Library == DiscordLibrary.DiscordNet ? o.Library : null))
            .AddSingleton<IValidateOptions<PromptOptions>>(new LeftOutCheck<PromptOptions>(
                built, "Prompts:Runner", o => o.Runner == PromptRunnerChoice.SemanticKernel ? o.Runner : null));
    }
}
