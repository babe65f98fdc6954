using PaperBot.DiscordSurface;
using PaperBot.Tests.CommandLine;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

public sealed class DiscordSettingsTests
{
    [Fact]
    public async Task A_token_in_a_settings_file_is_refused_and_not_repeated()
    {
        using var data = new TemporaryFolder();
        data.File("paperbot.json", """{ "Discord": { "Token": "a-token-in-a-file" } }""");
        var run = await ProgramRun.Of(data, "serve");
        Assert.Equal(1, run.Code);
        Assert.Contains("set the environment variable PAPERBOT__Discord__Token", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("a-token-in-a-file", run.Error + run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_the_prompt_says_in_one_line_that_it_is_the_place_to_ask()
    {
        using var data = new TemporaryFolder();
        await ProgramRun.Of(data, "import", Listing.WriteTo(data));
        var run = await ProgramRun.Of(data);
        Assert.Equal(0, run.Code);
        Assert.Single(run.Lines, l => l.Contains("Discord is not set up", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("175928847299117063, 2", true)]
    [InlineData("", true)]
    [InlineData("papers", false)]
    [InlineData("1, -2", false)]
    public void A_list_of_ids_holds_nothing_else(string list, bool fits)
    {
        var result = new DiscordOptionsCheck().Validate(null, new DiscordOptions { QuestionChannels = list });
        Assert.Equal(fits, result.Succeeded);
        Assert.Equal(!fits, result.FailureMessage?.Contains("Discord:QuestionChannels", StringComparison.Ordinal) ?? false);
    }
}
