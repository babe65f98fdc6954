namespace PaperBot.LocalModels.Natives;

/// <summary>
/// The sets this program knows: npm's prebuilt packages of node-llama-cpp for Linux on x64, pinned by version and SHA-256
/// (natives.sha256, in the form that <c>sha256sum</c> prints, with the package before the path).
/// </summary>
internal static class NativePins
{
    /// <summary>The version that is fetched.</summary>
    public const string Current = "3.22.1";

    private const string Cpu = "@node-llama-cpp/linux-x64@";
    private const string Cuda = "@node-llama-cpp/linux-x64-cuda@";

    // An extension of the CUDA package: the same backend built for the older runtime.
    private const string CudaFallback = "@node-llama-cpp/linux-x64-cuda-ext@";

    private static readonly string[] Versions = [Current, "3.21.1"];

    private static readonly Lazy<IReadOnlyList<NativePin>> Read = new(() => [.. Versions.SelectMany(Of)]);

    /// <summary>Every known set, those of the current version first.</summary>
    public static IReadOnlyList<NativePin> All => Read.Value;

    /// <summary>The set of the current version for a kind.</summary>
    public static NativePin For(NativeKind kind) => All.First(pin => pin.Kind == kind && pin.Version == Current);

    private static IEnumerable<NativePin> Of(string version)
    {
        var files = Files().Where(file => file.Package.EndsWith("@" + version, StringComparison.Ordinal)).ToList();
        var cuda = From(files, Cuda);
        var older = From(files, CudaFallback);
        yield return new NativePin(NativeKind.Cpu, version, From(files, Cpu));
        yield return new NativePin(NativeKind.Cuda13, version, cuda);
        yield return new NativePin(
            NativeKind.Cuda12, version, [.. cuda.Where(file => older.All(other => other.Name != file.Name)), .. older]);
    }

    private static List<NativeFile> From(List<NativeFile> files, string package) =>
        [.. files.Where(file => file.Package.StartsWith(package, StringComparison.Ordinal))];

    private static IEnumerable<NativeFile> Files()
    {
        using var stream = typeof(NativePins).Assembly.GetManifestResourceStream("natives.sha256")
            ?? throw new InvalidOperationException("The list of pinned libraries is not in the program.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var hash, var place])
            {
                // "@scope/name@version/path": the path begins at the third slash-separated part.
                var parts = place.Split('/', 3);
                yield return new NativeFile($"{parts[0]}/{parts[1]}", parts[2], hash);
            }
        }
    }
}
