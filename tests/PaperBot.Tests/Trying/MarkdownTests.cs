using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace PaperBot.Tests.Trying;

/// <summary>The page's own reading of Discord's Markdown, run by node.</summary>
public sealed class MarkdownTests
{
    [Fact]
    public async Task Markdown_is_read_as_discord_reads_it_and_never_becomes_html()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Fixtures", "browser", "markdown.mjs");
        var module = Path.Combine(Checkout.Root, "src", "PaperBot.DiscordSimulator", "Page", "Files", "markdown.js");
        Process? process = null;
        try
        {
            process = Process.Start(new ProcessStartInfo("node", [script, module])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            });
        }
        catch (Win32Exception missing)
        {
            Assert.Skip($"This needs node: {missing.Message}");
        }

        using (process!)
        {
            var errors = process!.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var told = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.True(told.Trim() == "well", told + await errors);
        }
    }
}
