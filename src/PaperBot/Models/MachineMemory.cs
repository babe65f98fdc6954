using System.Globalization;
using PaperBot.LocalModels.Downloads;

namespace PaperBot.Models;

/// <summary>The memory of the machine, or of the container that the program is confined to.</summary>
/// <param name="TotalBytes">In all.</param>
/// <param name="FreeBytes">To be had now without taking it from others; the total where the system does not tell.</param>
internal readonly record struct MachineMemory(long TotalBytes, long FreeBytes)
{
    // The program itself, its papers and the system live there too.
    private const double ShareForModels = 0.85;

    /// <summary>As it is now.</summary>
    public static MachineMemory Now()
    {
        var total = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return new MachineMemory(total, Math.Min(total, Available() ?? total));
    }

    /// <summary>Why a model has no room in it; null when it has.</summary>
    /// <param name="needed">Bytes; null when that is not known.</param>
    public string? WhyNot(long? needed) => needed is not { } bytes || bytes <= TotalBytes * ShareForModels ? null
        : $"needs {Bytes.Shown(bytes)} of memory, and the machine has {Bytes.Shown(TotalBytes)}";

    // MemAvailable is the kernel's own estimate (proc(5)); elsewhere there is no such figure without native calls.
    private static long? Available()
    {
        const string file = "/proc/meminfo";
        if (!File.Exists(file))
        {
            return null;
        }

        var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith("MemAvailable:", StringComparison.Ordinal));
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..]
            && long.TryParse(kilobytes, CultureInfo.InvariantCulture, out var number) ? number * 1024 : null;
    }
}
