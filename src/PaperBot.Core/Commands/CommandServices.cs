using Microsoft.Extensions.DependencyInjection;
using PaperBot.Conversations;

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
        .AddSingleton<CommandTable>()
        .AddSingleton<CommandCompletion>()
        .AddSingleton<ConversationMemory>()
        .AddSingleton<CommandDispatcher>();
}
