using Microsoft.Extensions.DependencyInjection;

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
        .AddSingleton<KeptAnswers>()
        .AddSingleton<EvidenceHandler>()
        .AddSingleton<FeedbackHandler>()
        .AddSingleton<ForgetHandler>()
        .AddSingleton<CommandTable>()
        .AddSingleton<CommandCompletion>()
        .AddSingleton<ConversationNotes>()
        .AddSingleton<CommandDispatcher>();
}
