using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Generation;
using PaperBot.Prompts;
using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>Registers what answers questions, summarises and compares.</summary>
internal static class AnsweringServices
{
    /// <summary>
    /// Where an <see cref="IChatClient"/> is registered it writes; without one everything is in the abstracts' own words. The
    /// program binds section <see cref="AnsweringOptions.Section"/>.
    /// </summary>
    public static IServiceCollection AddAnswering(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<AnswerMetrics>()
            .AddSingleton<ModelSwitch>()
            .AddSingleton(AnswererOf)
            .AddSingleton(provider => new PaperSummarizer(
                provider.GetService<IChatClient>() is { } client
                    ? new TldrWriter(provider.GetRequiredService<PromptLibrary>(), provider.GetRequiredService<IPromptRunner>(), client)
                    : null,
                provider.GetService<ITldrCache>(),
                provider.GetRequiredService<IOptions<PromptOptions>>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<PaperSummarizer>>()))
            .AddSingleton(provider => new TopicSummarizer(
                provider.GetRequiredService<Corpus>(), WriterOf(provider) is { } writer ? new ThemeWriter(writer) : null,
                provider.GetRequiredService<ModelSwitch>()))
            .AddSingleton(provider => new PaperComparer(
                provider.GetRequiredService<Corpus>(), WriterOf(provider), provider.GetRequiredService<ModelSwitch>()));
    }

    /// <summary>An answerer with another model than the registered one; null for none.</summary>
    public static QuestionAnswerer AnswererWith(this IServiceProvider provider, IChatClient? client)
    {
        var prompts = client is null ? null : ActivatorUtilities.CreateInstance<PromptRunner>(provider, client);
        return Answerer(provider, client, prompts);
    }

    private static QuestionAnswerer AnswererOf(IServiceProvider provider)
    {
        var client = provider.GetService<IChatClient>();
        return Answerer(provider, client, client is null ? null : provider.GetRequiredService<IPromptRunner>());
    }

    private static QuestionAnswerer Answerer(IServiceProvider provider, IChatClient? client, IPromptRunner? prompts) => new(
        provider.GetRequiredService<Corpus>(),
        provider.GetRequiredService<IOptions<AnsweringOptions>>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<AnswerMetrics>(),
        client is null || prompts is null ? null : new GroundedReader(Writer(provider, client, prompts), new StandaloneQuestion(prompts)));

    private static PatientWriter? WriterOf(IServiceProvider provider) =>
        provider.GetService<IChatClient>() is { } client ? Writer(provider, client, provider.GetRequiredService<IPromptRunner>()) : null;

    private static PatientWriter Writer(IServiceProvider provider, IChatClient client, IPromptRunner prompts) => new(
        new GroundedWriter(prompts, client, provider.GetRequiredService<TimeProvider>()),
        ActivatorUtilities.CreateInstance<ModelBoundary>(provider, client),
        provider.GetRequiredService<AnswerMetrics>());
}
