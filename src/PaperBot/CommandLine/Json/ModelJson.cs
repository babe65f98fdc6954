using PaperBot.LocalModels.Catalogue;
using PaperBot.LocalModels.Downloads;
using PaperBot.Models;

namespace PaperBot.CommandLine.Json;

/// <summary>What <c>model list</c> prints.</summary>
internal sealed record ModelListJson(
    string Folder, long MemoryBytes, long MemoryFreeBytes, long? DiskFreeBytes, int ContextTokens, IReadOnlyList<ModelJson> Models);

/// <summary>One model.</summary>
/// <param name="Name">As typed after <c>model pull</c>, or the file's name.</param>
/// <param name="Title">What it is.</param>
/// <param name="Kind"><c>chat</c> or <c>embedding</c>; null for a file that is not in the list.</param>
/// <param name="Licence">Of its weights.</param>
/// <param name="Parameters">Number of weights.</param>
/// <param name="ContextTokens">Tokens it was trained to see at once.</param>
/// <param name="ChatTemplate">Family of its chat template.</param>
/// <param name="SizeBytes">Size of the whole file.</param>
/// <param name="Sha256">Of the whole file.</param>
/// <param name="MemoryBytes">What it needs with the context that is set.</param>
/// <param name="Fits">True when memory, and disk where it is not installed, have room for it; also while that is unknown.</param>
/// <param name="Why">What does not fit, or what is wrong with the file; null for nothing.</param>
/// <param name="Installed">True when the whole file is there.</param>
/// <param name="State"><c>absent</c>, <c>partial</c>, <c>unread</c>, <c>verified</c> or <c>wrong</c>.</param>
/// <param name="InstalledBytes">Bytes that are there.</param>
/// <param name="Path">Where the file is, or would be.</param>
internal sealed record ModelJson(
    string Name, string Title, string? Kind, string? Licence, long? Parameters, int? ContextTokens, string? ChatTemplate, long? SizeBytes,
    string? Sha256, long? MemoryBytes, bool Fits, string? Why, bool Installed, string State, long InstalledBytes, string Path)
{
    public static ModelJson Of(ModelFile file, int contextTokens, MachineMemory memory, long? freeBytes)
    {
        var installed = file.State is FileState.Verified or FileState.Unread;
        var size = file.Known?.SizeBytes ?? (installed ? file.SizeBytes : null);
        var needed = file.Known is { } known ? (known with { SizeBytes = size }).MemoryBytes(contextTokens) : size;
        var noMemory = memory.WhyNot(needed);
        var noDisk = !installed && size is { } whole && freeBytes is { } free && whole - file.SizeBytes > free
            ? $"needs {Bytes.Shown(whole - file.SizeBytes)} of disk, and {Bytes.Shown(free)} are free"
            : null;
        string[] why = [.. new[] { noMemory, noDisk }.OfType<string>()];
        return new ModelJson(
            file.Name, file.Known?.Title ?? "a file of your own", file.Known?.Kind.ToString().ToLowerInvariant(), file.Known?.Licence,
            file.Known?.Parameters, file.Known?.ContextTokens, file.Known?.ChatTemplate, size, file.Sha256, needed, why.Length == 0,
            file.Problem ?? (why.Length > 0 ? string.Join("; ", why) : null), installed, file.State.ToString().ToLowerInvariant(), file.SizeBytes, file.Path);
    }
}

/// <summary>What <c>model pull</c> prints.</summary>
/// <param name="Name">As asked for.</param>
/// <param name="Path">The whole file.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Learnt">True when nobody had known the hash before.</param>
/// <param name="WasThere">True when nothing had to be fetched.</param>
internal sealed record PulledModelJson(string Name, string Path, long SizeBytes, string Sha256, bool Learnt, bool WasThere);

/// <summary>What <c>model verify</c> prints.</summary>
internal sealed record VerifiedModelsJson(IReadOnlyList<VerifiedModelJson> Models);

/// <summary>One file that was read through.</summary>
/// <param name="Name">The model's name, or the file's.</param>
/// <param name="Path">The file.</param>
/// <param name="Ok">True when it is what it should be.</param>
/// <param name="Sha256">What it is or should be.</param>
/// <param name="Learnt">True when nobody had known the hash before.</param>
/// <param name="Problem">What is wrong, or null.</param>
internal sealed record VerifiedModelJson(string Name, string Path, bool Ok, string? Sha256, bool Learnt, string? Problem);

/// <summary>What <c>model test</c> found.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Device">Where it computes.</param>
/// <param name="Passed">True when it is of use.</param>
/// <param name="Answers">Each question.</param>
internal sealed record ModelTestJson(string Model, string Device, bool Passed, IReadOnlyList<TestedAnswerJson> Answers);

/// <summary>One question to the model.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Cited">True when the model's own sentences stand, each with a citation that was checked.</param>
/// <param name="Right">True when they say what is asked for.</param>
/// <param name="Why">Why they do not stand; null when they do.</param>
/// <param name="FirstMs">Milliseconds to the model's first words.</param>
/// <param name="TokensPerSecond">How fast it wrote; 0 when it wrote nothing.</param>
internal sealed record TestedAnswerJson(string Question, bool Cited, bool Right, string? Why, double FirstMs, double TokensPerSecond);
