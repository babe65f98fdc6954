using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.LocalModels.Natives;

/// <summary>
/// Decides whether libraries may be loaded, before they are: a set this program knows has to be whole and unchanged; another one
/// has to be made for this machine, uncut, and of one piece.
/// </summary>
internal static class NativeTrust
{
    /// <summary>Checks the set of a folder.</summary>
    /// <returns>The set, and which known one it is; null for one of the user's own.</returns>
    /// <exception cref="LlamaException">It must not be loaded; the sentence names the file.</exception>
    public static (NativeSet Set, NativePin? Pin) Check(string folder)
    {
        try
        {
            var set = NativeSet.In(folder);
            if (OperatingSystem.IsLinux())
            {
                CheckLibraries(set);
            }

            return (set, CheckPins(set));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LlamaException($"The libraries in {folder} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>The SHA-256 of a file, in lower case.</summary>
    public static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static void CheckLibraries(NativeSet set)
    {
        var machine = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => ElfMachine.X64,
            Architecture.Arm64 => ElfMachine.Arm64,
            var other => throw new LlamaException($"llama.cpp's libraries are not used on {other}."),
        };
        foreach (var file in set.Loaded)
        {
            var library = ElfFile.Read(file, machine);
            if (library.Needs.FirstOrDefault(name => IsOwn(name) && !File.Exists(Path.Combine(set.Folder, name))) is { } missing)
            {
                throw new LlamaException(
                    $"The library {file} belongs with {missing}, which is not beside it: the folder mixes versions of llama.cpp. "
                    + "Run `paperbot model natives` for a whole set.");
            }
        }
    }

    /// <summary>A folder with a libllama we know is held to the whole set it belongs to.</summary>
    private static NativePin? CheckPins(NativeSet set)
    {
        var llama = Hash(set.Llama);
        var candidates = NativePins.All.Where(pin => pin.Files.Any(file => file.Sha256 == llama)).ToList();
        if (candidates.Count == 0)
        {
            return null;
        }

        var hashes = set.Loaded.ToDictionary(file => Path.GetFileName(file), Hash, StringComparer.Ordinal);
        var differences = candidates.ToDictionary(pin => pin, pin => Difference(pin, hashes));
        return candidates.Find(pin => differences[pin] is null)
            ?? throw new LlamaException(
                $"The libraries in {set.Folder} are not those of {candidates[0].Packages[0]}, to which its libllama belongs: "
                + $"{differences[candidates[0]]}. Run `paperbot model natives` to get them again.");
    }

    private static string? Difference(NativePin pin, Dictionary<string, string> hashes)
    {
        var known = pin.Files.ToDictionary(file => file.Name, file => file.Sha256, StringComparer.Ordinal);
        if (hashes.Keys.FirstOrDefault(name => !known.ContainsKey(name)) is { } foreign)
        {
            return $"{foreign} is none of them";
        }

        return known.Keys.FirstOrDefault(name => !hashes.ContainsKey(name)) is { } missing ? $"{missing} is missing"
            : known.FirstOrDefault(file => hashes[file.Key] != file.Value).Key is { } changed ? $"{changed} differs"
            : null;
    }

    private static bool IsOwn(string name) =>
        name.StartsWith("libggml", StringComparison.Ordinal) || name.StartsWith("libllama", StringComparison.Ordinal);
}
