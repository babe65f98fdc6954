namespace PaperBot.CommandLine.Trying.Keeping;

/// <summary>
/// Removes the temporary folders of try-outs whose processes were killed before they could do it. A folder goes only when our own
/// words stand in its mark and nobody holds it: neither who showed it, nor the bot in it.
/// </summary>
internal static class LeftBehind
{
    /// <summary>Does it, as far as the system lets it; what does not go now goes at another start.</summary>
    /// <param name="root">The folder of temporary folders.</param>
    public static void Remove(string root)
    {
        try
        {
            foreach (var folder in new DirectoryInfo(root).EnumerateDirectories(TryFolder.Prefix + "*").ToList())
            {
                RemoveIfLeft(folder);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // They cost a little space and nothing else.
        }
    }

    private static void RemoveIfLeft(DirectoryInfo folder)
    {
        try
        {
            var bot = Path.Combine(folder.FullName, TryFolder.BotFolder, TriedBot.Mark);
            if (folder.LinkTarget is not null || !IsLeft(Path.Combine(folder.FullName, TryFolder.Mark), TryFolder.Words)
                || (File.Exists(bot) && !IsLeft(bot, "")))
            {
                return;
            }

            folder.Delete(recursive: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // It is another person's, or another start was the faster.
        }
    }

    private static bool IsLeft(string mark, string words)
    {
        using var held = HeldFile.TryTake(mark, FileMode.Open);
        return held is not null && held.Text == words;
    }
}
