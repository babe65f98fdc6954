using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.LocalModels.Serving;
using PaperBot.LocalModels.Templates;

namespace PaperBot.Tests.LocalModels.Scheduling;

/// <summary>Services over the fake runtime, and what they are to write.</summary>
internal static class SchedulerFixture
{
    public static Task<ModelService> ServeAsync(
        this FakeLlama fake, int together = 4, int queue = 64, int context = 1024, TimeProvider? time = null, long kept = 1 << 20) =>
        ModelService.LoadAsync(
            fake,
            new ModelServiceOptions
            {
                Path = "fake.gguf", Together = together, QueueLength = queue, ContextTokens = context, Threads = 1, KeptBytes = kept,
            },
            time ?? TimeProvider.System,
            NullLoggerFactory.Instance,
            null,
            CancellationToken.None);

    public static WritingTask Task(string system, string question, int most = 20, params string[] stops) => new()
    {
        Turns = [new("system", system), new("user", question)],
        MostTokens = most,
        Stops = stops,
    };

    public static int[] Prompt(this FakeLlama fake, WritingTask task) =>
        new PromptTokens(fake).Of(TemplateFamilies.All["chatml"].Render(task.Turns, default));

    public static string Expected(this FakeLlama fake, WritingTask task) =>
        FakeLlama.Expected(fake.Prompt(task), task.MostTokens!.Value);

    /// <summary>The whole text and the last piece.</summary>
    public static async Task<(string Text, WrittenPiece Last)> WriteAllAsync(
        this IModelService service, WritingTask task, CancellationToken cancellationToken = default)
    {
        var text = "";
        WrittenPiece? last = null;
        await foreach (var piece in service.WriteAsync(task, cancellationToken))
        {
            text += piece.Text;
            last = piece;
        }

        return (text, last!);
    }
}
