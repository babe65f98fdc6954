namespace PaperBot.Importing;

/// <summary>Finds the files that requested paths stand for.</summary>
internal static class ListingFiles
{
    private static readonly EnumerationOptions Visible = new()
    {
        // Hidden files and folders (.git, .venv, .DS_Store) are tools' own; a link to a folder may lead in a circle.
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = false,
    };

    /// <summary>
    /// The files in the order of the request, those of a folder in ordinal order of their paths, none twice. A folder without
    /// files, or one that cannot be read, is told by <see cref="ListingFile.Fault"/>.
    /// </summary>
    public static List<ListingFile> Find(IReadOnlyList<string> paths)
    {
        var files = new List<ListingFile>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var found = Directory.Exists(path) ? InFolder(path) : [new ListingFile(path, path)];
            files.AddRange(found.Where(file => seen.Add(
                file.Path == ImportRequest.StandardInput ? file.Path : System.IO.Path.GetFullPath(file.Path))));
        }

        return files;
    }

    private static List<ListingFile> InFolder(string folder)
    {
        var files = new List<ListingFile>();
        Walk(folder, folder, files);
        return files.Count > 0 ? files : [new ListingFile(folder, folder, "the folder holds no files")];
    }

    private static void Walk(string requested, string folder, List<ListingFile> files)
    {
        string[] entries;
        try
        {
            entries = Directory.GetFileSystemEntries(folder, "*", Visible);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            files.Add(new ListingFile(requested, folder, $"the folder cannot be read: {exception.Message.TrimEnd('.')}"));
            return;
        }

        Array.Sort(entries, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!Directory.Exists(entry))
            {
                files.Add(new ListingFile(requested, entry));
            }
            else if (new DirectoryInfo(entry).LinkTarget is null)
            {
                Walk(requested, entry, files);
            }
        }
    }
}

/// <summary>A file to read.</summary>
/// <param name="Requested">The path of the request that led here.</param>
/// <param name="Path">The file's own.</param>
/// <param name="Fault">Why there is nothing to read, or null.</param>
internal sealed record ListingFile(string Requested, string Path, string? Fault = null);
