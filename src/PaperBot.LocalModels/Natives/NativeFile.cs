namespace PaperBot.LocalModels.Natives;

/// <summary>A pinned library: its name in a set, and what it has to be.</summary>
/// <param name="Package">The npm package it comes from, with its version: <c>@node-llama-cpp/linux-x64@3.22.1</c>.</param>
/// <param name="Path">Its place in the package.</param>
/// <param name="Sha256">In lower case.</param>
internal sealed record NativeFile(string Package, string Path, string Sha256)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}
