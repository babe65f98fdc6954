using Microsoft.Extensions.Options;
using PaperBot.LocalModels.Natives;

namespace PaperBot.Models;

/// <summary>Where llama.cpp's libraries are.</summary>
internal sealed class NativeLibraries(IOptions<ModelOptions> options, string data)
{
    /// <summary>Their folder; null when they are nowhere.</summary>
    public string? Folder => options.Value.Natives.Length > 0 ? Path.GetFullPath(options.Value.Natives)
        : NativeFolders.In(data).Find(NativeChoice.For(NativeLibraryPlaces.Here())).Folder;

    /// <summary>Why there are none, and what to do; null when there are.</summary>
    public string? WhyNot => Folder is not null ? null
        : $"llama.cpp's libraries are not in {data}: fetch them with `paperbot model natives`, or name their folder in Model:Natives.";
}
