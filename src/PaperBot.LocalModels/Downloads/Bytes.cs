using System.Globalization;

namespace PaperBot.LocalModels.Downloads;

/// <summary>Sizes for people.</summary>
internal static class Bytes
{
    /// <summary>Such as <c>4.7 GB</c>, in powers of ten as disks and downloads are sold.</summary>
    public static string Shown(long bytes) => Math.Abs(bytes) switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
    };
}
