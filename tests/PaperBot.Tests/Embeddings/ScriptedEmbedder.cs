using Microsoft.Extensions.AI;
using PaperBot.Embeddings;

namespace PaperBot.Tests.Embeddings;

/// <summary>
/// An embedding model whose vectors are counts of some themes' words, so that a test knows what is near what; and which fails when
/// it is told to.
/// </summary>
internal sealed class ScriptedEmbedder(params string[][] themes) : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly Lock gate = new();
    private readonly List<string> asked = [];

    /// <summary>What to do before each call, such as to fail; given the texts.</summary>
    public Func<IReadOnlyList<string>, CancellationToken, Task>? Before { get; set; }

    /// <summary>Changes what was made; null for nothing.</summary>
    public Func<string, float[], float[]>? Change { get; set; }

    /// <summary>Vectors that are left out of each answer.</summary>
    public int Missing { get; set; }

    /// <summary>Every text that was embedded.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (gate)
            {
                return [.. asked];
            }
        }
    }

    /// <summary>This as the model that is set.</summary>
    public FixedSource Source(string identity = "scripted") => new(new EmbeddingModel(identity, identity, this));

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<string> texts = [.. values];
        if (Before is not null)
        {
            await Before(texts, cancellationToken);
        }

        lock (gate)
        {
            asked.AddRange(texts);
        }

        return new(texts.SkipLast(Missing).Select(t => new Embedding<float>(Change?.Invoke(t, Vector(t)) ?? Vector(t))));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // It holds nothing.
    }

    // The last number is there for every text, so that a text of no theme has a direction too.
    private float[] Vector(string text) =>
        [.. themes.Select(t => t.Count(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)) * 3f), 1];
}

/// <summary>The model a test sets; null for none.</summary>
internal sealed class FixedSource(EmbeddingModel? model) : IEmbeddingSource
{
    public EmbeddingModel? Model { get; set; } = model;

    public bool IsAwaited { get; set; }

    public Task<EmbeddingModel?> ModelAsync(CancellationToken cancellationToken) => Task.FromResult(Model);
}
