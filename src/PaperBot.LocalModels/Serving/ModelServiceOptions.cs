namespace PaperBot.LocalModels.Serving;

/// <summary>How a model is served. The defaults suit two cores as well as a GPU.</summary>
internal sealed record ModelServiceOptions
{
    /// <summary>Of the GGUF file.</summary>
    public required string Path { get; init; }

    /// <summary>Tokens of one prompt and its answer, 256 or more; no more count than the model was trained with.</summary>
    public int ContextTokens { get; init; } = 4096;

    /// <summary>Texts written at once, 1 to 32. Each takes its tokens in memory.</summary>
    public int Together { get; init; } = 4;

    /// <summary>How many may wait besides, 0 to 1000.</summary>
    public int QueueLength { get; init; } = 64;

    /// <summary>
    /// Memory for what was computed of finished texts, in bytes, 0 or more; by default 512 MiB, or a sixteenth of the machine's
    /// where that is less. A text of 2,000 tokens takes 24 MB with half a billion parameters, 115 MB with seven.
    /// </summary>
    public long KeptBytes { get; init; } = Math.Min(512L << 20, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16);

    /// <summary>Threads that compute, 1 to 256; null for as many as cores are free when it is loaded.</summary>
    public int? Threads { get; init; }

    /// <summary>Layers on the GPU; null for as many as fit, 0 for the CPU.</summary>
    public int? GpuLayers { get; init; }

    /// <summary>Family of chat templates; null to recognise it from the file.</summary>
    public string? ChatTemplate { get; init; }

    /// <summary>False to read the file into memory instead of mapping it.</summary>
    public bool Mapped { get; init; } = true;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value out of its range.</exception>
    public void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Path);
        ArgumentOutOfRangeException.ThrowIfLessThan(ContextTokens, 256);
        Within(Together, 1, 32, nameof(Together));
        Within(QueueLength, 0, 1000, nameof(QueueLength));
        ArgumentOutOfRangeException.ThrowIfNegative(KeptBytes);
        Within(Threads ?? 1, 1, 256, nameof(Threads));
        ArgumentOutOfRangeException.ThrowIfNegative(GpuLayers ?? 0, nameof(GpuLayers));
    }

    private static void Within(int value, int least, int most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; allowed is {least} to {most}.");
        }
    }
}
