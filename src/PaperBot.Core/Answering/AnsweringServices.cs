using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>Registers what answers questions.</summary>
internal static class AnsweringServices
{
    /// <summary>
    /// Adds the answerer and the summariser. Where an <see cref="IChatClient"/> is registered it writes the answers; without one
    /// they are in the abstracts' own words. The program binds section <see cref="AnsweringOptions.Section"/>.
    /// </summary>
    public static IServiceCollection AddAnswering(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<AnswerMetrics>()
            .AddSingleton(provider => new QuestionAnswerer(
                provider.GetRequiredService<Corpus>(),
                provider.GetRequiredService<IOptions<AnsweringOptions>>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<AnswerMetrics>(),
                provider.GetService<IChatClient>() is null ? null : ActivatorUtilities.CreateInstance<GroundedReader>(provider)))
            .AddSingleton<TopicSummarizer>();
    }
}
