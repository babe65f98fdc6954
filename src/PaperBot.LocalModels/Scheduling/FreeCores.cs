using System.Globalization;

namespace PaperBot.LocalModels.Scheduling;

/// <summary>How many cores others leave free: with more threads than those, every step waits for the slowest of them.</summary>
internal static class FreeCores
{
    // Linux tells there the load of the last minute first.
    private const string LoadFile = "/proc/loadavg";

    /// <summary>Cores less the load of the last minute, at least 1; all of them where the load is not known.</summary>
    public static int Count()
    {
        try
        {
            return Of(Environment.ProcessorCount, File.Exists(LoadFile) ? File.ReadAllText(LoadFile) : "");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Environment.ProcessorCount;
        }
    }

    /// <summary>The same, of what the system says.</summary>
    public static int Of(int cores, string load) =>
        double.TryParse(load.Split(' ')[0], CultureInfo.InvariantCulture, out var busy)
            ? Math.Clamp((int)Math.Round(cores - busy), 1, cores)
            : cores;
}
