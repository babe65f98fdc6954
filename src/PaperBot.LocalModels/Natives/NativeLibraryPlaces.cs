namespace PaperBot.LocalModels.Natives;

/// <summary>
/// Where the system's loader looks for libraries (ld.so(8)), without loading any: a CUDA library only looked for must not
/// take memory.
/// </summary>
/// <param name="folders">In the order they are looked through.</param>
internal sealed class NativeLibraryPlaces(IReadOnlyList<string> folders)
{
    private const int MostIncludes = 64;

    /// <summary>This machine's.</summary>
    public static NativeLibraryPlaces Here()
    {
        var named = (Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? string.Empty)
            .Split(':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] usual =
        [
            "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib", "/usr/local/lib",
            "/usr/lib/wsl/lib",
        ];
        var configured = new List<string>();
        Read("/etc/ld.so.conf", configured, MostIncludes);
        return new NativeLibraryPlaces([.. named, .. configured, .. usual]);
    }

    /// <summary>True when the loader finds a library of this name.</summary>
    public bool Has(string library) => folders.Any(folder => File.Exists(Path.Combine(folder, library)));

    private static void Read(string file, List<string> found, int includes)
    {
        if (includes == 0 || !File.Exists(file))
        {
            return;
        }

        try
        {
            foreach (var line in File.ReadLines(file).Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0))
            {
                if (line.Split((char[])[' ', '\t'], 2, StringSplitOptions.TrimEntries) is ["include", var pattern])
                {
                    var folder = Path.GetDirectoryName(Path.Combine("/etc", pattern));
                    var included = Directory.Exists(folder) ? Directory.GetFiles(folder, Path.GetFileName(pattern)) : [];
                    foreach (var other in included.Order(StringComparer.Ordinal))
                    {
                        Read(other, found, includes - 1);
                    }
                }
                else
                {
                    found.Add(line);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What cannot be read names no folders; the usual ones are looked through all the same.
            return;
        }
    }
}
