using System.Text.Json;
using System.Text.Json.Serialization;
using PaperBot.LocalModels.Catalogue;

namespace PaperBot.LocalModels.Downloads;

/// <summary>Whose part it is: only the same file may be appended to it.</summary>
/// <param name="Address">Where it came from.</param>
/// <param name="Tag">The server's strong tag of the file; null for none.</param>
/// <param name="Modified">The server's date of the file; null for none.</param>
/// <param name="All">The file's size as the server said; null when it did not.</param>
internal sealed record PartOrigin(string Address, string? Tag, DateTimeOffset? Modified, long? All);

/// <summary>The incomplete file beside the place of the whole one, and a note of where it came from.</summary>
/// <param name="target">Path of the whole file.</param>
internal sealed class PartFile(string target)
{
    private readonly string note = target + ModelStore.PartSuffix + ".json";

    public string Path { get; } = target + ModelStore.PartSuffix;

    /// <summary>Bytes that are there.</summary>
    public long Length => new FileInfo(Path) is { Exists: true } file ? file.Length : 0;

    /// <summary>Whose it is; null when that is not known.</summary>
    public PartOrigin? Origin()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(note), PartShapes.Default.PartOrigin);
        }
        catch (Exception none) when (none is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Notes whose it is from now on.</summary>
    public void Note(PartOrigin origin) => File.WriteAllText(note, JsonSerializer.Serialize(origin, PartShapes.Default.PartOrigin));

    /// <summary>Takes it away.</summary>
    public void Delete()
    {
        File.Delete(Path);
        File.Delete(note);
    }

    /// <summary>Makes it the whole file, in one step.</summary>
    public void Promote()
    {
        File.Move(Path, target, overwrite: true);
        File.Delete(note);
    }
}

[JsonSerializable(typeof(PartOrigin))]
internal sealed partial class PartShapes : JsonSerializerContext;
