using System.Globalization;
using System.Text.Json;
using PaperBot.DiscordSimulator.Snapshots;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.CommandLine.Trying.Keeping;

/// <summary>
/// The state of a try-out in its folder: <c>try.json</c>, and below <c>files</c> the bytes of what was attached, each written once.
/// </summary>
internal sealed class RoomFile(TryFolder folder)
{
    /// <summary>Its name in the folder.</summary>
    public const string Name = "try.json";

    private const string Advice = "It was left as it is; name another folder, or take this one away.";

    private readonly string path = Path.Combine(folder.Path, Name);
    private readonly string files = Path.Combine(folder.Path, "files");
    private readonly HashSet<ulong> written = [];

    /// <summary>What was kept; null when nothing was yet.</summary>
    /// <exception cref="CommandFailure">It is damaged, foreign, of a newer program, or cannot be read.</exception>
    public RoomState? Read()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var bytes = File.ReadAllBytes(path);
            RequireReadable(bytes);
            return JsonSerializer.Deserialize(bytes, RoomJson.Default.RoomState) ?? throw Damaged("it holds nothing");
        }
        catch (JsonException wrong)
        {
            throw Damaged($"at {wrong.Path ?? "$"}, line {wrong.LineNumber + 1}");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"--keep: {path} cannot be read: {refused.Message}");
        }
    }

    /// <summary>The bytes of a file that the state names.</summary>
    /// <exception cref="DamagedSnapshot">It is not there.</exception>
    public byte[] BytesOf(AttachmentState file)
    {
        try
        {
            var bytes = File.ReadAllBytes(PathOf(file.Id));
            written.Add(file.Id);
            return bytes;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            throw new DamagedSnapshot($"the attached file {PathOf(file.Id)} cannot be read");
        }
    }

    /// <summary>The sentence for a state that does not fit together.</summary>
    public CommandFailure Damaged(string why) => new($"--keep: {path} is damaged ({why}). {Advice}");

    /// <summary>Replaces what was kept.</summary>
    /// <param name="state">The state as JSON.</param>
    /// <param name="attached">The files it names.</param>
    /// <exception cref="IOException">The disk refused; what was kept before is still whole.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public void Write(ReadOnlySpan<byte> state, IReadOnlyCollection<Attachment> attached)
    {
        // The bytes stand before anything names them, and stay until nothing does.
        foreach (var file in attached.Where(a => !written.Contains(a.Id)))
        {
            PrivateFiles.MakeFolder(files);
            PrivateFiles.Replace(PathOf(file.Id), file.Bytes);
            written.Add(file.Id);
        }

        PrivateFiles.Replace(path, state);
        foreach (var old in written.Except(attached.Select(a => a.Id)).ToList())
        {
            File.Delete(PathOf(old));
            written.Remove(old);
        }
    }

    private void RequireReadable(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        var isOurs = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("kind", out var kind)
            && kind.ValueKind == JsonValueKind.String && kind.GetString() == RoomState.Ours;
        if (!isOurs)
        {
            throw new CommandFailure($"--keep: {path} was not written by PaperBot. {Advice}");
        }

        if (!root.TryGetProperty("version", out var said) || !said.TryGetInt32(out var version) || version < 1)
        {
            throw Damaged("it says no version");
        }

        if (version > RoomState.Newest)
        {
            throw new CommandFailure($"--keep: {path} was written by a newer PaperBot (form {version}; this one reads "
                + $"{RoomState.Newest}). {Advice}");
        }
    }

    private string PathOf(ulong id) => Path.Combine(files, id.ToString(CultureInfo.InvariantCulture));
}
