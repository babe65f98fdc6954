namespace PaperBot.LocalModels.Natives;

/// <summary>Where fetched sets are kept, and which of them is used.</summary>
/// <param name="root">Has a folder for each set.</param>
internal sealed class NativeFolders(string root)
{
    /// <summary>What to do when nothing was fetched.</summary>
    public const string HowToGet =
        "llama.cpp's libraries are not here: fetch them with `paperbot model natives`, or name your own folder in Model:Natives.";

    public string Root => root;

    /// <summary>The folders of a data folder.</summary>
    public static NativeFolders In(string data) => new(Path.Combine(Path.GetFullPath(data), "natives"));

    public string Of(NativePin pin) => Path.Combine(root, pin.FolderName);

    /// <summary>The set to use.</summary>
    /// <param name="choice">What suits the machine.</param>
    /// <returns>Its folder, and a sentence when it is not what would suit best; a null folder when nothing was fetched.</returns>
    public (string? Folder, string? Remark) Find(NativeChoice choice)
    {
        var best = NativePins.For(choice.Kind);
        if (Directory.Exists(Of(best)))
        {
            return (Of(best), null);
        }

        // Any version of what suits, else the CPU's: a set for another GPU runtime would not load.
        var other = NativePins.All.Where(pin => pin.Kind == choice.Kind)
            .Concat(NativePins.All.Where(pin => pin.Kind == NativeKind.Cpu))
            .FirstOrDefault(pin => Directory.Exists(Of(pin)));
        return other is null
            ? (null, HowToGet)
            : (Of(other), $"`paperbot model natives` would fetch a set that suits this machine better: {choice.Reason}.");
    }
}
