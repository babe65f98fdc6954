namespace PaperBot.LocalModels.Natives;

/// <summary>A set of libraries that this program knows byte for byte.</summary>
/// <param name="Kind">What it computes on.</param>
/// <param name="Version">Of the npm packages: <c>3.22.1</c>.</param>
/// <param name="Files">All of it; names are unique.</param>
internal sealed record NativePin(NativeKind Kind, string Version, IReadOnlyList<NativeFile> Files)
{
    /// <summary>Name of its folder: <c>linux-x64-cuda13-3.22.1</c>.</summary>
    public string FolderName => $"linux-x64-{Kind.ToString().ToLowerInvariant()}-{Version}";

    /// <summary>The packages it is put together from.</summary>
    public IReadOnlyList<string> Packages => [.. Files.Select(file => file.Package).Distinct(StringComparer.Ordinal)];

    /// <summary>Bytes that have to be free to fetch it: packages and libraries together, of 3.22.1, rounded up.</summary>
    public long NeededBytes => Kind switch
    {
        NativeKind.Cpu => 60_000_000,
        NativeKind.Cuda13 => 400_000_000,
        _ => 900_000_000,
    };
}

/// <summary>What a set computes on.</summary>
internal enum NativeKind
{
    /// <summary>The processor alone.</summary>
    Cpu,

    /// <summary>NVIDIA GPUs with the CUDA 13 runtime, and the processor.</summary>
    Cuda13,

    /// <summary>NVIDIA GPUs with the CUDA 12 runtime, and the processor.</summary>
    Cuda12,
}
