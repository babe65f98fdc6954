using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PaperBot.Generation;
using PaperBot.Prompts;

namespace PaperBot.CommandLine;

/// <summary>The program's writing with another model in the place of the configured one.</summary>
internal static class StandIn
{
    public static GroundedWriter WriterWith(IServiceProvider services, IChatClient client) =>
        new(ActivatorUtilities.CreateInstance<PromptRunner>(services, client), client, services.GetRequiredService<TimeProvider>());
}
