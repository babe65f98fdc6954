namespace PaperBot.LocalModels.Natives;

/// <summary>Which set suits a machine, and why.</summary>
/// <param name="Kind">What to compute on.</param>
/// <param name="Reason">In a sentence, naming the file that is missing for something faster.</param>
internal sealed record NativeChoice(NativeKind Kind, string Reason)
{
    private const string Driver = "libcuda.so.1";

    /// <summary>Chooses by the CUDA libraries that the loader would find.</summary>
    public static NativeChoice For(NativeLibraryPlaces places)
    {
        if (!places.Has(Driver))
        {
            return new NativeChoice(NativeKind.Cpu, $"the CPU, because there is no NVIDIA driver ({Driver} is missing)");
        }

        string[] newer = ["libcudart.so.13", "libcublas.so.13"];
        string[] older = ["libcudart.so.12", "libcublas.so.12"];
        if (newer.All(places.Has))
        {
            return new NativeChoice(NativeKind.Cuda13, "CUDA 13, because its runtime is installed");
        }

        if (older.All(places.Has))
        {
            return new NativeChoice(NativeKind.Cuda12, "CUDA 12, because its runtime is installed");
        }

        // The major version that is nearest to being there is the one to speak of.
        var missing = newer.Any(places.Has) || !older.Any(places.Has) ? newer : older;
        return new NativeChoice(
            NativeKind.Cpu,
            $"the CPU, because {missing.First(name => !places.Has(name))} is missing (CUDA's runtime and cuBLAS are needed)");
    }
}
