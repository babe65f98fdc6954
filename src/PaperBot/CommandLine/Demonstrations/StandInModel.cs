using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PaperBot.Generation;
using PaperBot.LocalModels.ModelHost;
using PaperBot.LocalModels.Serving;
using PaperBot.Prompts.Sources;

namespace PaperBot.CommandLine.Demonstrations;

/// <summary>
/// Stands in for a model in a model host, where a demonstration has to run without one: it quotes the sources in its prompt, word
/// by word, as slowly as a model on a CPU.
/// </summary>
internal sealed class StandInModel : IModelService
{
    private const int ContextTokens = 8192;
    private static readonly TimeSpan PerWord = TimeSpan.FromMilliseconds(40);

    private readonly LyingModel honest = new(seed: 0, rate: 0);

    /// <summary>What it says of itself.</summary>
    public static ServedModel Facts { get; } = new(
        "stand-in", "a stand-in for a model", 2_000_000_000, ContextTokens, EmbeddingLength: 0, Writes: true,
        "It runs on the CPU, and quotes instead of thinking.");

    public ServedModel Model => Facts;

    public static Task<IModelService> OpenAsync(HostFrame start, IProgress<float> progress, CancellationToken cancellationToken) =>
        Task.FromResult<IModelService>(new StandInModel());

    public async IAsyncEnumerable<WrittenPiece> WriteAsync(WritingTask task, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var turns = task.Turns.Select(t => new ChatMessage(new ChatRole(t.Role), t.Text));
        var answer = await honest.GetResponseAsync(turns, null, cancellationToken).ConfigureAwait(false);
        var words = answer.Text.Split(' ');
        foreach (var word in words)
        {
            await Task.Delay(PerWord, cancellationToken).ConfigureAwait(false);
            yield return new WrittenPiece(word + " ");
        }

        yield return new WrittenPiece("") { Finished = FinishedBy.Stop, WrittenTokens = words.Length };
    }

    public Task<IReadOnlyList<EmbeddedText>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        throw new ModelServiceException(ServiceFailure.Refused, "The stand-in makes no vectors.");

    public int CountTokens(string text) => EstimatedTokens.Instance.Count(text);

    public ValueTask DisposeAsync()
    {
        honest.Dispose();
        return ValueTask.CompletedTask;
    }
}
