using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Api.Gateway;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>That no crash loop can use up the day's sessions, which would void the token.</summary>
public sealed class SessionBudgetTests : IDisposable
{
    private static readonly SessionStartLimit Plenty = new(1000, 900, 7_200_000);

    private readonly TemporaryFolder folder = new();
    private readonly ManualTimeProvider clock = new(Some.Moment);
    private readonly RecordingLog log = new();

    public void Dispose()
    {
        folder.Dispose();
        log.Dispose();
    }

    [Fact]
    public void The_first_session_starts_at_once_and_the_next_five_seconds_later()
    {
        var budget = Open();
        Assert.Null(budget.Delay(Plenty));
        budget.Note();
        Assert.Equal(TimeSpan.FromSeconds(5), budget.Delay(Plenty)!.Value.Wait);
        Assert.Equal(TimeSpan.FromSeconds(5) / 16, budget.Delay(Plenty with { MaxConcurrency = 16 })!.Value.Wait);
    }

    [Fact]
    public void A_bot_started_anew_all_day_starts_fewer_sessions_than_Discord_grants()
    {
        var sessions = 0;
        for (var end = clock.GetUtcNow() + TimeSpan.FromHours(24); clock.GetUtcNow() < end;)
        {
            // Every turn is a new process that knows only the file.
            var budget = Open();
            if (budget.Delay(Plenty) is { } delay)
            {
                clock.Advance(delay.Wait);
            }

            budget.Note();
            sessions++;
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(sessions, 100, 400);
    }

    [Theory]
    [InlineData(51, false)]
    [InlineData(50, true)]
    [InlineData(0, true)]
    public void The_last_sessions_of_a_day_are_kept_and_the_wait_is_explained(int remaining, bool waits)
    {
        var delay = Open().Delay(Plenty with { Remaining = remaining });
        Assert.Equal(waits, delay is not null);
        if (delay is { } told)
        {
            Assert.Equal(TimeSpan.FromHours(2), told.Wait);
            Assert.Contains($"Only {remaining} of the day's 1000 new sessions", told.Reason, StringComparison.Ordinal);
            Assert.Contains("2026-01-05 11:00:00Z", told.Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[\"x\"]")]
    [InlineData("[-5, 99999999999999999]")]
    public void A_spoilt_file_is_no_reason_not_to_start(string content)
    {
        folder.File(SessionBudget.FileName, content);
        Assert.Null(Open().Delay(Plenty));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_and_counted_in_memory()
    {
        var budget = new SessionBudget(Path.Combine(folder.File("a-file", "x"), "below", "it"), 5, clock, log);
        budget.Note();
        Assert.NotNull(budget.Delay(Plenty));
        Assert.Contains(log.Lines, l => l.Contains("could not be written", StringComparison.Ordinal));
    }

    [Fact]
    public void A_clock_that_was_wrong_does_not_lock_the_bot_out()
    {
        Open().Note();
        var before = new ManualTimeProvider(Some.Moment - TimeSpan.FromDays(400));
        Assert.Null(new SessionBudget(folder.File(SessionBudget.FileName), 5, before, log).Delay(Plenty));
    }

    [Fact]
    public async Task The_bot_waits_for_new_sessions_and_says_until_when()
    {
        await using var rig = await GatewayRig.StartAsync(dataFolder: folder.Path, remaining: 3);
        var told = await rig.NextAsync<DiscordEvent.Disconnected>();
        Assert.Equal(Some.Moment + TimeSpan.FromHours(2), told.Until);
        Assert.False(rig.Peer.TryNext(out _));
        rig.Remaining = 1000;
        await DiscordRig.Settle();
        rig.Clock.Advance(TimeSpan.FromHours(2));
        await rig.BeginAsync();
    }

    [Fact]
    public async Task A_second_reader_starts_no_session_before_its_time()
    {
        await using var rig = await GatewayRig.StartAsync();
        await rig.BeginAsync();
        var before = rig.Clock.GetUtcNow();
        await rig.ReadAgainAsync();
        await rig.NextSocketAsync();
        Assert.True(rig.Clock.GetUtcNow() - before > TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_session_is_noted_before_it_is_asked_for()
    {
        await using var rig = await GatewayRig.StartAsync(dataFolder: folder.Path);
        var socket = await rig.NextSocketAsync();
        Assert.False(File.Exists(Path.Combine(folder.Path, SessionBudget.FileName)));
        await socket.HelloAsync();
        await socket.ReceiveAsync(2);
        Assert.True(File.Exists(Path.Combine(folder.Path, SessionBudget.FileName)));
    }

    private SessionBudget Open() => new(folder.File(SessionBudget.FileName), 5, clock, log);
}
