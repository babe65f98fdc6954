namespace PaperBot.Libraries;

/// <summary>Keeps why a library that was built in does not run, for whoever looks into it.</summary>
internal static class RefusalLog
{
    /// <summary>Writes it to a file of its own, in place of what was there.</summary>
    /// <param name="folder">The data folder; null for none.</param>
    /// <param name="name">Of the file.</param>
    /// <param name="details">All that is known.</param>
    /// <returns>A sentence that names the file, with a space before it; empty when there is no file.</returns>
    public static string Keep(string? folder, string name, string details)
    {
        if (folder is null)
        {
            return "";
        }

        try
        {
            var file = Path.Combine(Directory.CreateDirectory(Path.GetFullPath(folder)).FullName, name);
            File.WriteAllText(file, details);
            return $" More stands in {file}.";
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
