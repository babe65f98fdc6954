namespace PaperBot.LocalModels.Runtime;

/// <summary>A model in memory. Safe for concurrent use; its contexts and samplers must be disposed first, and are refused after.</summary>
internal interface ILlamaModel : IDisposable
{
    ModelFacts Facts { get; }

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">Any text; the empty one has none.</param>
    /// <param name="special">
    /// True to read the names of special tokens as these; for the project's own markers only, never for a text of others.
    /// </param>
    /// <returns>Ids, without those the model puts at the beginning or the end.</returns>
    int[] Tokenise(string text, bool special);

    /// <summary>The UTF-8 bytes of a token, which may be a part of a character; none for a special one.</summary>
    byte[] Piece(int token);

    /// <summary>True when a model ends its turn with the token.</summary>
    bool EndsTurn(int token);

    /// <summary>A context of its own memory.</summary>
    /// <exception cref="LlamaException">The memory cannot be had, or the model cannot work this way.</exception>
    ILlamaContext Open(ContextShape shape);

    /// <summary>What chooses the tokens of one sequence.</summary>
    /// <exception cref="LlamaException">The grammar cannot be read.</exception>
    ILlamaSampler Sampler(SamplingPlan plan);
}

/// <summary>What a file says of its model.</summary>
internal sealed record ModelFacts
{
    /// <summary>Family, size and quantisation in a line.</summary>
    public required string Description { get; init; }

    /// <summary>As in the file: <c>qwen2</c>, <c>bert</c>.</summary>
    public required string Architecture { get; init; }

    public required long Parameters { get; init; }

    /// <summary>Size of all weights in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Tokens it was trained to see at once.</summary>
    public required int TrainedContext { get; init; }

    /// <summary>Numbers in an embedding.</summary>
    public required int EmbeddingLength { get; init; }

    public required int Layers { get; init; }

    /// <summary>Number of tokens; ids are 0 to this less one.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>The token a text begins with; null for none.</summary>
    public int? Beginning { get; init; }

    /// <summary>The token a text ends with; null for none.</summary>
    public int? End { get; init; }

    /// <summary>True when a prompt has to begin with <see cref="Beginning"/>.</summary>
    public bool AddsBeginning { get; init; }

    /// <summary>True when a text has to end with <see cref="End"/> (the separator of models that embed).</summary>
    public bool AddsEnd { get; init; }

    /// <summary>True for a model that reads and does not write (BERT and its kind).</summary>
    public bool EmbedsOnly { get; init; }

    /// <summary>True when its memory cannot be cut back to an earlier position (recurrent and hybrid models).</summary>
    public bool Recurrent { get; init; }

    /// <summary>
    /// Tokens that a part of its layers looks back at; 0 for all. What is saved of such a memory lacks what no token after it
    /// would look at, so it can be gone on from at its end only.
    /// </summary>
    public int Window { get; init; }

    public Pooling Pooling { get; init; }

    /// <summary>The Jinja text of its chat template; null for none.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>The file's key-value pairs that are single values, as text.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no such token.</exception>
    public void CheckToken(int token)
    {
        if ((uint)token >= (uint)Vocabulary)
        {
            throw new ArgumentOutOfRangeException(nameof(token), token, $"Tokens go from 0 to {Vocabulary - 1}.");
        }
    }
}

/// <summary>How one vector is made of those of the tokens.</summary>
internal enum Pooling
{
    /// <summary>The file does not say, or says none.</summary>
    None,
    Mean,
    First,
    Last,
    Rank,
}
