using Microsoft.Extensions.Logging;
using PaperBot.Waiting;

namespace PaperBot.Embeddings;

/// <summary>What a question means.</summary>
/// <param name="Model">By which model.</param>
/// <param name="Direction">Of length 1, as many numbers as the model's vectors have.</param>
internal sealed record QueryVector(VectorModel Model, float[] Direction);

/// <summary>
/// Embeds questions, each once. Nobody waits long for it: what does not come in time, or not at all, is done without, and a model
/// that fails is left alone for a while. Safe for concurrent use.
/// </summary>
internal sealed partial class QueryEmbedder(IEmbeddingSource source, TimeProvider time, ILogger<QueryEmbedder> logger)
{
    /// <summary>How long a question waits.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    // A command that runs once waits for its model to be loaded.
    private static readonly TimeSpan PatienceAtFirst = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Spared = TimeSpan.FromSeconds(30);
    private const int MostLate = 3;

    // More than any model of this kind reads.
    private const int LongestRead = 4000;

    private readonly Lock gate = new();
    private DateTimeOffset sparedUntil = DateTimeOffset.MinValue;
    private int late;
    private string? logged;

    /// <summary>A question's vector; null when there is none in time.</summary>
    /// <param name="text">The question.</param>
    /// <param name="model">Whose vectors it is compared with; a vector of any other is none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<QueryVector?> OfAsync(string text, VectorModel model, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (time.GetUtcNow() < sparedUntil)
            {
                return Task.FromResult<QueryVector?>(null);
            }
        }

        return OfAsync(text, model, Patience, cancellationToken);
    }

    /// <summary>Waits until the model makes vectors, or clearly does not; why, in a sentence, or null when it does.</summary>
    public async Task<string?> WarmAsync(VectorModel model, CancellationToken cancellationToken) =>
        await OfAsync("warm", model, PatienceAtFirst, cancellationToken).ConfigureAwait(false) is not null ? null
            : logged ?? $"The model {model.Name} is not ready after {PatienceAtFirst.TotalSeconds:0} seconds.";

    private async Task<QueryVector?> OfAsync(string text, VectorModel model, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // On the pool, so that not even a model that computes before it gives up the thread holds anybody up.
            var making = Task.Run(() => MakeAsync(text, model, either.Token), CancellationToken.None);
            LeftAlone.Let(making);
            var made = await making.WaitAsync(either.Token).ConfigureAwait(false);
            Succeeded();
            return made;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (limit.IsCancellationRequested)
        {
            Late(model);
        }
        catch (Exception failed)
        {
            Failed(failed.Message);
        }

        return null;
    }

    private async Task<QueryVector?> MakeAsync(string text, VectorModel model, CancellationToken cancellationToken)
    {
        if (await source.ModelAsync(cancellationToken).ConfigureAwait(false) is not { } maker || maker.Identity != model.Identity)
        {
            return null;
        }

        var asked = maker.QueryPrefix + (text.Length <= LongestRead ? text : text[..LongestRead]);
        var made = await maker.Generator.GenerateAsync([asked], null, cancellationToken).ConfigureAwait(false);
        if (made is not [var only] || only.Vector.Length != model.Dimensions)
        {
            var length = made.Count > 0 ? made[0].Vector.Length : 0;
            throw new EmbeddingFailedException(
                $"The model {model.Name} gave {made.Count} vectors of {length} numbers for a question, and not one of {model.Dimensions}, "
                + "as the papers have.");
        }

        var direction = KeptVector.Of(default, only.Vector.Span).Numbers;
        return direction.Length > 0 ? new QueryVector(model, Array.ConvertAll(direction, n => (float)n)) : null;
    }

    private void Succeeded()
    {
        lock (gate)
        {
            (late, logged) = (0, null);
        }
    }

    // A model that computes for somebody else is late now and then; one that always is only costs everybody time.
    private void Late(VectorModel model)
    {
        lock (gate)
        {
            if (++late < MostLate)
            {
                return;
            }
        }

        Failed($"The model {model.Name} takes longer than {Patience.TotalMilliseconds:0} ms for a question.");
    }

    private void Failed(string why)
    {
        lock (gate)
        {
            (late, sparedUntil) = (0, time.GetUtcNow() + Spared);
            if (why == logged)
            {
                return;
            }

            logged = why;
        }

        LogFailed(why);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Questions are answered by their words alone for now: {Why}")]
    private partial void LogFailed(string why);
}
