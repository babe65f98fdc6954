namespace PaperBot.LocalModels.Catalogue;

/// <summary>What a model is for.</summary>
internal enum ModelKind
{
    /// <summary>It writes.</summary>
    Chat,

    /// <summary>It makes vectors of texts.</summary>
    Embedding,
}

/// <summary>A model that can be fetched by its name.</summary>
internal sealed record KnownModel
{
    /// <summary>As typed: lower-case letters, digits, dots and dashes.</summary>
    public required string Name { get; init; }

    /// <summary>What it is and who wants it, in a line.</summary>
    public required string Title { get; init; }

    public required ModelKind Kind { get; init; }

    /// <summary>SPDX name of the licence of its weights.</summary>
    public required string Licence { get; init; }

    /// <summary>Number of weights.</summary>
    public required long Parameters { get; init; }

    /// <summary>Tokens it was trained to see at once.</summary>
    public required int ContextTokens { get; init; }

    /// <summary>Family of its chat template, such as <c>chatml</c>; null where it has none.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>What an embedding model was trained to see before a question; null for nothing.</summary>
    public string? QueryPrefix { get; init; }

    /// <summary>What it was trained to see before a text that is searched; null for nothing.</summary>
    public string? DocumentPrefix { get; init; }

    /// <summary>Its file's name in the folder of models; ends with <c>.gguf</c>.</summary>
    public required string File { get; init; }

    /// <summary>Where it is fetched; http or https.</summary>
    public required Uri Address { get; init; }

    /// <summary>Size of its file; null when that is learnt at the first download.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Of its file, 64 lower-case hexadecimal digits; null when that is learnt at the first download.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Who says so.</summary>
    public string? Source { get; init; }

    /// <summary>What a token of context takes in memory.</summary>
    public long BytesPerToken { get; init; }

    /// <summary>What is needed besides weights and context; an estimate.</summary>
    public long WorkBytes { get; init; }

    /// <summary>Memory it needs, whether of the machine or of a GPU; null while its size is unknown.</summary>
    /// <param name="contextTokens">How many tokens of context it is given; no more are counted than it was trained for.</param>
    public long? MemoryBytes(int contextTokens) =>
        SizeBytes + WorkBytes + (BytesPerToken * Math.Min(contextTokens, ContextTokens));
}
