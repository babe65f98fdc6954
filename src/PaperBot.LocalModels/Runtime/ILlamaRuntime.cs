namespace PaperBot.LocalModels.Runtime;

/// <summary>
/// llama.cpp as this project needs it, and no more: it carries calls and decides nothing. One of them a process; safe for
/// concurrent use. Every wrong argument is refused in managed code, because llama.cpp ends the process on many of them.
/// </summary>
internal interface ILlamaRuntime : IDisposable
{
    /// <summary>Who it is.</summary>
    RuntimeFacts Facts { get; }

    /// <summary>The devices as they are now, free memory included; the CPU is among them.</summary>
    IReadOnlyList<DeviceFacts> Devices();

    /// <summary>Reads a model's file.</summary>
    /// <param name="load">Which file, and where its layers go.</param>
    /// <param name="progress">Told of the share read, 0 to 1; null for nobody.</param>
    /// <param name="cancellationToken">Stops the reading within one tensor.</param>
    /// <exception cref="LlamaException">The file cannot be used, or its memory cannot be had.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    ILlamaModel Load(ModelLoad load, IProgress<float>? progress, CancellationToken cancellationToken);
}

/// <summary>The runtime's own facts.</summary>
/// <param name="Name">As answers and <c>doctor</c> name it.</param>
/// <param name="Version">Of the native libraries.</param>
/// <param name="CanOffload">True when layers can lie on a GPU.</param>
internal sealed record RuntimeFacts(string Name, string Version, bool CanOffload);

/// <summary>Something that computes.</summary>
/// <param name="Name">As the runtime names it: <c>CUDA0</c>, <c>CPU</c>.</param>
/// <param name="Description">The maker's name.</param>
/// <param name="IsGpu">True for a GPU.</param>
/// <param name="FreeBytes">Memory free now.</param>
/// <param name="TotalBytes">Memory in all.</param>
internal sealed record DeviceFacts(string Name, string Description, bool IsGpu, long FreeBytes, long TotalBytes);

/// <summary>How a file is to be read.</summary>
/// <param name="Path">Of the GGUF file.</param>
internal sealed record ModelLoad(string Path)
{
    /// <summary>Layers on the GPU, 0 to the model's number plus one (the output layer counts).</summary>
    public int GpuLayers { get; init; }

    /// <summary>True to read the vocabulary only: it tokenises and has a template, but no context can be opened.</summary>
    public bool VocabularyOnly { get; init; }

    /// <summary>False to read the file into memory instead of mapping it: a file cut short meanwhile cannot end the process then.</summary>
    public bool Mapped { get; init; } = true;
}

/// <summary>llama.cpp refused; the message is for the person who set the bot up.</summary>
internal sealed class LlamaException(string message, Exception? inner = null) : Exception(message, inner);
