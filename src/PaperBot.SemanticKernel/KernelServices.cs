using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Data;
using PaperBot.Answering;
using PaperBot.Digests;
using PaperBot.Libraries;
using PaperBot.Papers;
using PaperBot.Prompts;
using PaperBot.Retrieval;

namespace PaperBot.SemanticKernel;

/// <summary>Registers Semantic Kernel.</summary>
internal static partial class KernelServices
{
    /// <summary>Name of the file in the data folder that tells why Semantic Kernel was not used.</summary>
    public const string LogName = "semantickernel.log";

    /// <summary>
    /// Prompts go through Semantic Kernel unless <see cref="PromptOptions.Runner"/> is against it; a <see cref="Kernel"/> on the
    /// configured model and the papers as <see cref="ITextSearch{TRecord}"/> are there for others.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="dataFolder">Where it is kept why Semantic Kernel was not used; null keeps it nowhere.</param>
    public static IServiceCollection AddSemanticKernel(this IServiceCollection services, string? dataFolder)
    {
        services
            .AddSingleton(provider => new PapersPlugin(
                provider.GetRequiredService<Corpus>(), provider.GetRequiredService<PaperComparer>,
                provider.GetRequiredService<DigestService>))
            .AddSingleton<PromptFunctions>()
            .AddSingleton<PaperKernels>()
            .AddSingleton<KernelSender>()
            .AddSingleton(provider => Chosen(provider, dataFolder));
        try
        {
            AddForOthers(services);
        }
        catch (Exception gone) when (gone is IOException or BadImageFormatException or TypeLoadException)
        {
            // A library that is not there costs others what they would get; what becomes of the prompts is told when they are first run.
        }

        return services;
    }

    // Apart, because a library that is not there is noticed where a method that uses it begins.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddForOthers(IServiceCollection services) => services
        .AddSingleton<ITextSearch<Paper>>(provider => new PaperTextSearch(provider.GetRequiredService<Corpus>()))
        .AddSingleton(provider => provider.GetService<IChatClient>() is { } client
            ? provider.GetRequiredService<PaperKernels>().Of(client)
            : provider.GetRequiredService<PaperKernels>().Make(null));

    private static IPromptSender Chosen(IServiceProvider provider, string? dataFolder)
    {
        var runner = provider.GetRequiredService<IOptions<PromptOptions>>().Value.Runner;
        if (runner == PromptRunnerChoice.BuiltIn)
        {
            return new DirectSender();
        }

        try
        {
            return Tried(provider);
        }
        catch (Exception failed)
        {
            var reason = failed.GetBaseException().Message.Trim();
            if (runner == PromptRunnerChoice.SemanticKernel)
            {
                throw new OptionsValidationException(
                    PromptOptions.Section, typeof(PromptOptions),
                    [$"Semantic Kernel does not run here: {reason.TrimEnd('.')}. Set Prompts:Runner to auto or builtin."]);
            }

            // Another version of a library may lack what it had: prompts run all the same.
            LogFailed(
                provider.GetRequiredService<ILogger<KernelTrial>>(), reason, RefusalLog.Keep(dataFolder, LogName, failed.ToString()));
            return new DirectSender();
        }
    }

    // Apart for the same reason.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static KernelSender Tried(IServiceProvider provider)
    {
        var sender = provider.GetRequiredService<KernelSender>();
        KernelTrial.Run(sender);
        return sender;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Semantic Kernel failed its trial at the start, so the project's own runner runs the prompts. {Reason}{Kept}")]
    private static partial void LogFailed(ILogger logger, string reason, string kept);
}
