using Microsoft.Extensions.Options;
using PaperBot.LocalModels.Natives;

namespace PaperBot.Models;

/// <summary>Where llama.cpp's libraries are: in the folder that the settings name, else among those that were fetched.</summary>
/// <param name="options">The settings.</param>
/// <param name="data">The data folder.</param>
internal sealed class NativeLibraries(IOptions<ModelOptions> options, string data)
{
    /// <summary>Where fetched ones are.</summary>
    public NativeFolders Fetched { get; } = NativeFolders.In(data);

    /// <summary>The folder to use; null when there is none.</summary>
    public string? Folder => Found.Folder;

    /// <summary>What suits the machine better and how to get it; null when nothing does.</summary>
    public string? Remark => Found.Folder is null ? null : Found.Remark;

    /// <summary>Why there are none, and what to do; null when there are.</summary>
    public string? WhyNot => Found.Folder is null ? Found.Remark : null;

    private (string? Folder, string? Remark) Found => options.Value.Natives.Length > 0
        ? (Path.GetFullPath(options.Value.Natives), null)
        : Fetched.Find(NativeChoice.For(NativeLibraryPlaces.Here()));
}
