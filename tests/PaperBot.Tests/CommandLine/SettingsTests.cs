using Xunit;

namespace PaperBot.Tests.CommandLine;

public sealed class SettingsTests : IDisposable
{
    private readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData("""{"Watch":{"PollSeconds":0}}""", "Watch:PollSeconds", "from 1 to 3600")]
    [InlineData("""{"Watch":{"PollSeconds":"soon"}}""", "Watch:PollSeconds", "from 1 to 3600")]
    [InlineData("""{"Watch":{"PolSeconds":5}}""", "Watch:PolSeconds", "not known")]
    [InlineData("""{"Digest":{"Time":"25:00"}}""", "Digest:Time", "00:00 to 23:59")]
    [InlineData("""{"Digest":{"Zone":"Mars/Olympus"}}""", "Digest:Zone", "Europe/Berlin")]
    [InlineData("""{"Digest":{"Enabled":"maybe"}}""", "Digest:Enabled", "true or false")]
    [InlineData("""{"Conversation":{"Turns":51}}""", "Conversation:Turns", "from 0 to 50")]
    [InlineData("""{"Watch":""", "settings file", "not valid JSON")]
    [InlineData("""["Watch"]""", "settings file", "object")]
    [InlineData("""{"Digest":{"Count":5},"digest":{"Count":7}}""", "digest:Count", "duplicate")]
    [InlineData("""{"Watch":{"PollSeconds":0},"Conversation":{"Turns":51}}""", "Watch:PollSeconds", "Conversation:Turns")]
    [InlineData("""{"Digest":{"Count":0,"Time":"8"}}""", "Digest:Count must be a number from 1 to 25. Digest:Time", "HH:mm")]
    [InlineData("""{"Digest":{"Time":["08:00"]}}""", "Digest:Time", "a text")]
    [InlineData("""{"Digest":{"Topics":"autor:Lee"}}""", "Digest:Topics cannot be read: “autor:”", "write terms with commas between them")]
    [InlineData("""{"Logging":{"LogLevel":{"Default":"Chatty"}}}""", "Logging:LogLevel:Default", "Warning")]
    [InlineData("""{"Discord":{"Token":"MTA0.not-for-files"}}""", "Discord:Token", "PAPERBOT__Discord__Token")]
    public async Task A_wrong_setting_is_named_with_what_is_allowed(string settings, string key, string allowed)
    {
        var file = Path.Combine(data.Path, "settings.json");
        await File.WriteAllTextAsync(file, settings, TestContext.Current.CancellationToken);
        var run = await ProgramRun.Of(data, "papers", "--config", file);
        Assert.Equal(1, run.Code);
        Assert.Contains(key, run.Error, StringComparison.Ordinal);
        Assert.Contains(allowed, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
        Assert.DoesNotContain("not-for-files", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_section_is_said_to_be_ignored()
    {
        await File.WriteAllTextAsync(
            Path.Combine(data.Path, "paperbot.json"), """{"Dgest":{"Time":"09:00"}}""", TestContext.Current.CancellationToken);
        var run = await ProgramRun.Of(data, "papers");
        Assert.Equal(0, run.Code);
        Assert.Contains("Dgest", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_reports_a_wrong_setting_as_a_check()
    {
        await File.WriteAllTextAsync(
            Path.Combine(data.Path, "paperbot.json"), """{"Digest":{"Count":0}}""", TestContext.Current.CancellationToken);
        var run = await ProgramRun.Of(data, "doctor", "--json");
        Assert.Equal(1, run.Code);
        Assert.Equal("problem", run.Json.GetProperty("checks")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_settings_file_that_does_not_exist_is_an_error_only_when_named()
    {
        Assert.Equal(0, (await ProgramRun.Of(data, "papers")).Code);
        Assert.Equal(1, (await ProgramRun.Of(data, "papers", "--config", "/nowhere/settings.json")).Code);
    }
}
