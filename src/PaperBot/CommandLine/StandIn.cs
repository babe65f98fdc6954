using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Answering;
using PaperBot.Generation;
using PaperBot.Prompts;
using PaperBot.Retrieval;

namespace PaperBot.CommandLine;

/// <summary>The program's answering with another model in the place of the configured one.</summary>
internal static class StandIn
{
    public static GroundedWriter WriterWith(Run run, IChatClient client) => new(RunnerWith(run, client), client, run.Service<TimeProvider>());

    /// <param name="run">Brings everything but the model.</param>
    /// <param name="client">The model; null for none.</param>
    public static QuestionAnswerer AnswererWith(Run run, IChatClient? client) => new(
        run.Service<Corpus>(),
        run.Service<IOptions<AnsweringOptions>>(),
        run.Service<TimeProvider>(),
        run.Service<AnswerMetrics>(),
        client is null ? null : new GroundedReader(
            client,
            RunnerWith(run, client),
            run.Service<IOptions<AnsweringOptions>>(),
            run.Service<TimeProvider>(),
            run.Service<AnswerMetrics>(),
            run.Service<ILogger<GroundedReader>>()));

    private static PromptRunner RunnerWith(Run run, IChatClient client) => new(
        run.Service<PromptLibrary>(), client, run.Service<IOptions<PromptOptions>>(), run.Service<TimeProvider>(),
        run.Service<ILogger<PromptRunner>>());
}
