using Microsoft.Extensions.DependencyInjection;
using PaperBot.Waiting;

namespace PaperBot.Commands;

/// <summary>Registers what turns a line into a reply.</summary>
internal static class CommandServices
{
    public static IServiceCollection AddCommands(this IServiceCollection services) => services
        .AddSingleton<AskHandler>()
        .AddSingleton<PaperHandler>()
        .AddSingleton<SearchHandler>()
        .AddSingleton<RelatedHandler>()
        .AddSingleton<CompareHandler>()
        .AddSingleton<SummarizeHandler>()
        .AddSingleton<DigestHandler>()
        .AddSingleton<DigestPlanHandler>()
        .AddSingleton<ArchiveHandler>()
        .AddSingleton<AboutHandler>()
        .AddSingleton<CheckHandler>()
        .AddSingleton<SourcesHandler>()
        .AddSingleton<ReadingListHandler>()
        .AddSingleton<AddHandler>()
        .AddSingleton<StatusHandler>()
        .AddSingleton<ModelHandler>()
        .AddSingleton<CommandHandlers>()
        .AddSingleton<Workload>()
        .AddSingleton<KeptAnswers>()
        .AddSingleton<EvidenceHandler>()
        .AddSingleton<FeedbackHandler>()
        .AddSingleton<ForgetHandler>()
        .AddSingleton<CommandTable>()
        .AddSingleton<CommandCompletion>()
        .AddSingleton<ConversationNotes>()
        .AddSingleton<CommandDispatcher>();
}
