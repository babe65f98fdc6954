namespace PaperBot.Embeddings;

/// <summary>Of what model vectors are.</summary>
/// <param name="Identity">As <see cref="EmbeddingModel.Identity"/>.</param>
/// <param name="Name">As a person calls it.</param>
/// <param name="Dimensions">
/// Numbers in a vector. An endpoint may put another model behind a name; where this tells them apart, the vectors are kept apart.
/// </param>
internal sealed record VectorModel(string Identity, string Name, int Dimensions)
{
    /// <summary>Whether vectors of both may be compared; the name may differ.</summary>
    public bool IsSame(VectorModel other) => Identity == other.Identity && Dimensions == other.Dimensions;
}

/// <summary>The vector of a text.</summary>
/// <param name="Text">Hash of the text.</param>
/// <param name="Numbers">
/// Of length 1, in half precision: 11 bits, of which a cosine loses less than 0.001; empty for a text to which the model gave no
/// direction.
/// </param>
internal sealed record KeptVector(TextHash Text, Half[] Numbers)
{
    /// <summary>Keeps a model's numbers; those that are not finite, or all zero, are no direction.</summary>
    public static KeptVector Of(TextHash text, ReadOnlySpan<float> numbers)
    {
        double squares = 0;
        foreach (var number in numbers)
        {
            squares += (double)number * number;
        }

        if (!double.IsFinite(squares) || squares == 0)
        {
            return new KeptVector(text, []);
        }

        var scale = 1 / Math.Sqrt(squares);
        var halves = new Half[numbers.Length];
        for (var i = 0; i < halves.Length; i++)
        {
            halves[i] = (Half)(numbers[i] * scale);
        }

        return new KeptVector(text, halves);
    }
}

/// <summary>
/// Keeps vectors by model and text, so that no text is embedded twice. What was kept stays kept, whenever the program ends. Every
/// member throws <c>StoreUnavailableException</c> when the store cannot be used.
/// </summary>
internal interface IVectorStore
{
    /// <summary>The model of an identity whose vectors were kept last; null where there are none.</summary>
    Task<VectorModel?> FindAsync(string identity, CancellationToken cancellationToken);

    /// <summary>The texts that have a vector of a model, those without direction included.</summary>
    Task<IReadOnlySet<TextHash>> TextsAsync(VectorModel model, CancellationToken cancellationToken);

    /// <summary>Every vector of a model, in no order.</summary>
    IAsyncEnumerable<KeptVector> ReadAsync(VectorModel model, CancellationToken cancellationToken);

    /// <summary>Keeps vectors, all or none; one of the same text takes the place of the old.</summary>
    /// <exception cref="ArgumentException">One has another number of dimensions than its model.</exception>
    Task KeepAsync(VectorModel model, IReadOnlyList<KeptVector> vectors, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that a model is in use, and drops what was last in use longer ago than <paramref name="age"/>: other models, and this
    /// model's vectors of texts that no paper has any more. Says how many vectors were dropped.
    /// </summary>
    Task<int> DropUnusedAsync(VectorModel model, IReadOnlySet<TextHash> texts, TimeSpan age, CancellationToken cancellationToken);
}
