using System.Text.Json;
using Microsoft.Data.Sqlite;
using Xunit;

namespace PaperBot.Tests.CommandLine;

public sealed class ScheduleCommandTests : IDisposable
{
    private readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Channels_are_set_shown_turned_off_and_given_back_to_the_settings()
    {
        var set = await Run("--channel", "lab", "--days", "weekdays", "--time", "07:30", "--zone", "Asia/Kolkata", "--count", "4");
        Assert.Equal(0, set.Code);
        Assert.StartsWith("The digest comes to lab from Monday to Friday at 07:30 (Asia/Kolkata).", set.Out, StringComparison.Ordinal);

        var lines = (await Run("--json")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["console", "lab"], lines.Select(l => l.GetProperty("channel").GetString()));
        Assert.Equal(4, lines[1].GetProperty("count").GetInt32());
        Assert.Equal(JsonValueKind.String, lines[1].GetProperty("next").ValueKind);

        Assert.StartsWith("No digest comes to lab", (await Run("--channel", "lab", "--off")).Out, StringComparison.Ordinal);
        Assert.StartsWith("No digest comes to lab", (await Run("--channel", "lab", "--topics", "graphs")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("--channel", "lab", "--reset")).Code);
        Assert.Single((await Run("--json")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("--channel is missing", "--time", "08:00")]
    [InlineData("“24:00” is no time of day", "--channel", "lab", "--time", "24:00")]
    [InlineData("“Berlin” is no time zone", "--channel", "lab", "--zone", "Berlin")]
    [InlineData("not both", "--channel", "lab", "--cron", "0 9 * * *", "--days", "Mon")]
    [InlineData("go with --channel alone", "--channel", "lab", "--off", "--time", "08:00")]
    [InlineData("go with --channel alone", "--channel", "lab", "--reset", "--topics", "graphs")]
    [InlineData("go with --channel alone", "--channel", "lab", "--reset", "--off")]
    [InlineData("from 1 to 25", "--channel", "lab", "--count", "26")]
    public async Task What_cannot_be_is_wrong_usage_with_a_reason(string says, params string[] arguments)
    {
        var run = await Run(arguments);
        Assert.Equal(2, run.Code);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
    }

    [Fact]
    public async Task Time_may_be_typed_without_its_first_nought() => Assert.Contains(
        "every day at 08:05", (await Run("--channel", "lab", "--time", "8:05")).Out, StringComparison.Ordinal);

    [Fact]
    public async Task Plan_of_another_computer_with_a_zone_unknown_here_is_told_with_its_remedy_and_questions_are_answered()
    {
        await ProgramRun.Of(data, "import", Listing.WriteTo(data));
        await Run("--channel", "console", "--zone", "Asia/Kolkata");
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(data.Path, "paperbot.db")};Pooling=False"))
        {
            connection.Open();
            using var spoil = connection.CreateCommand();
            spoil.CommandText = "UPDATE digest_plans SET zone = 'Mars/Olympus'";
            Assert.Equal(1, spoil.ExecuteNonQuery());
        }

        foreach (var arguments in new string[][] { ["digest"], ["digest", "--dry-run"], ["digest", "--stands", "yes"] })
        {
            var run = await ProgramRun.Of(data, arguments);
            Assert.Equal(1, run.Code);
            Assert.StartsWith("The digest of “console” does not come: “Mars/Olympus” is no", run.Error, StringComparison.Ordinal);
            Assert.Contains("`paperbot schedule --channel`", run.Error, StringComparison.Ordinal);
        }

        var lines = "/digest\n/digest preview kites\n/paper lanternfish\n/digest schedule --zone UTC\n/digest\n";
        var served = await ProgramRun.WithInput(lines, data);
        Assert.Equal(0, served.Code);
        Assert.Equal(4, served.Out.Split("does not come: “Mars/Olympus” is no time zone").Length);
        Assert.DoesNotContain("That cannot be", served.Out, StringComparison.Ordinal);
        Assert.Contains("Lanternfish", served.Out, StringComparison.Ordinal);
        Assert.Equal(2, served.Out.Split("Paper digest").Length);
    }

    private Task<ProgramRun> Run(params string[] arguments) => ProgramRun.Of(data, ["schedule", .. arguments]);
}
