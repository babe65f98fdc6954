using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Generation;
using PaperBot.Prompts;
using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>
/// Registers what summarises and compares papers: with a model where an <c>IChatClient</c> is registered, else without.
/// </summary>
internal static class SummaryServices
{
    public static IServiceCollection AddSummaries(this IServiceCollection services) => services
        .AddSingleton(provider => new PaperSummarizer(
            provider.GetService<IChatClient>() is { } client
                ? new TldrWriter(
                    provider.GetRequiredService<PromptLibrary>(), provider.GetRequiredService<IPromptRunner>(), client)
                : null,
            provider.GetService<ITldrCache>(),
            provider.GetRequiredService<IOptions<PromptOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PaperSummarizer>>()))
        .AddSingleton(provider => new TopicSummarizer(
            provider.GetRequiredService<Corpus>(), Writer(provider) is { } writer ? new ThemeWriter(writer) : null))
        .AddSingleton(provider => new PaperComparer(provider.GetRequiredService<Corpus>(), Writer(provider)));

    private static PatientWriter? Writer(IServiceProvider provider) => provider.GetService<IChatClient>() is { } client
        ? new PatientWriter(
            new GroundedWriter(provider.GetRequiredService<IPromptRunner>(), client),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PatientWriter>>())
        : null;
}
