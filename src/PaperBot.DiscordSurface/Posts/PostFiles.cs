using System.Text;
using PaperBot.Localisation;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Posts;

/// <summary>Files of a post as Discord takes them: at most ten, with names that are no paths, none too large.</summary>
internal static class PostFiles
{
    /// <summary>Discord's limit of files in one message.</summary>
    public const int Most = 10;

    /// <summary>Discord's limit of one file in a server without boosts, in bytes.</summary>
    public const int LargestFile = 10 * 1024 * 1024;

    // The whole request may have 25 MiB, text and frames included.
    private const int LargestRequest = 24 * 1024 * 1024;
    private const int LongestName = 100;

    /// <summary>The files, and a line on those that could not come along; empty when all do.</summary>
    public static (IReadOnlyList<OutgoingFile> Files, string Note) Of(IReadOnlyList<ChatFile> files, Phrases say)
    {
        List<OutgoingFile> taken = [];
        var (room, left) = (LargestRequest, 0);
        foreach (var file in files)
        {
            var size = Encoding.UTF8.GetByteCount(file.Content);
            if (taken.Count == Most || size > LargestFile || size > room)
            {
                left++;
                continue;
            }

            room -= size;
            var type = file.MediaType.StartsWith("text/", StringComparison.Ordinal)
                && !file.MediaType.Contains(';', StringComparison.Ordinal)
                ? file.MediaType + "; charset=utf-8" : file.MediaType;
            taken.Add(new OutgoingFile(NameOf(file.Name), Encoding.UTF8.GetBytes(file.Content), type));
        }

        return (taken, left switch
        {
            0 => "",
            1 => "\n" + say.Of(SurfacePhrase.FileLeftOut),
            _ => "\n" + say.Of(SurfacePhrase.FilesLeftOut, left),
        });
    }

    private static string NameOf(string name)
    {
        var safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'))
            .TrimStart('.');
        return safe.Length == 0 ? "file.txt" : safe.Length <= LongestName ? safe : safe[^LongestName..];
    }
}
