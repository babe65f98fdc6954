namespace PaperBot.Settings;

/// <summary>Where data lives unless a person says otherwise.</summary>
internal static class DataFolder
{
    /// <summary>What help says about it.</summary>
    public const string Rule =
        "data/ beside PaperBot.sln when run from a checkout, otherwise paperbot/ in the user's local application data";

    /// <summary>
    /// A checkout keeps its data to itself, so that two of them never share a database. An installed program follows the platform.
    /// </summary>
    public static string Default()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PaperBot.sln")))
            {
                return Path.Combine(folder.FullName, "data");
            }
        }

        var local = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

        // A service account may have no home at all.
        return Path.Combine(local.Length > 0 ? local : Path.GetFullPath("."), "paperbot");
    }
}
