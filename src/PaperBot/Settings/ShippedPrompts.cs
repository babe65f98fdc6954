namespace PaperBot.Settings;

/// <summary>Where the prompts that came with the program are.</summary>
internal static class ShippedPrompts
{
    /// <summary>
    /// <c>prompts/</c> beside the program; in a checkout that of the checkout, so that an edit there holds without a build.
    /// </summary>
    public static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PaperBot.sln")))
            {
                return Path.Combine(folder.FullName, "prompts");
            }
        }

        return Path.Combine(AppContext.BaseDirectory, "prompts");
    }
}
