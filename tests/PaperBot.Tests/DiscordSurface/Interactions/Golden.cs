using Xunit;

namespace PaperBot.Tests.DiscordSurface.Interactions;

/// <summary>Transcripts that are kept; with <c>PAPERBOT_WRITE_FIXTURES=1</c> they are written anew, to be read before they are kept.</summary>
internal static class Golden
{
    public static void IsKept(string name, string transcript)
    {
        var file = Path.Combine(Checkout.Root, "tests", "PaperBot.Tests", "Fixtures", "discord", name);
        if (Environment.GetEnvironmentVariable("PAPERBOT_WRITE_FIXTURES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, transcript);
        }

        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), transcript);
    }
}
