using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator.Payloads;
using PaperBot.DiscordSimulator.People;

namespace PaperBot.DiscordSimulator.Page;

/// <summary>What the page can do that nobody in Discord can: move the clock, and start a demonstration.</summary>
internal sealed class PageStage(PageOptions options, PageWatch watch, PageView view) : IDisposable
{
    private const int MostMinutes = 7 * 24 * 60;

    private readonly CancellationTokenSource closing = new();
    private int running;

    /// <summary>Does it, when it is one of these; whatever else is asked for is left to others.</summary>
    /// <exception cref="NotPossible">It is one of these, and cannot be done now.</exception>
    public bool TryStart(JsonObject asked)
    {
        switch (asked.Text("do"))
        {
            case "clock":
                Move(asked);
                return true;
            case "demonstrate":
                Start(asked);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Moves the clock on to the next time a digest is due.</summary>
    public void MoveToDigest() => Move(new JsonObject { ["to"] = "digest" });

    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
    }

    private void Move(JsonObject asked)
    {
        if (options.Clock is not { } clock)
        {
            throw new NotPossible("The clock cannot be moved here.");
        }

        clock.Ahead += asked.Text("to") == "digest" && options.DigestTime is { } due ? Until(clock, due) : Minutes(asked);
        watch.TellAll("clock", view.Clock());
        options.ClockMoved?.Invoke();
    }

    private static TimeSpan Minutes(JsonObject asked) => asked.Integer("minutes") is { } minutes and > 0 and <= MostMinutes
        ? TimeSpan.FromMinutes(minutes)
        : throw new NotPossible("The clock goes forward by 1 minute to 7 days at a time.");

    // A few seconds after it is due, so that whoever looks at that moment finds it due.
    private static TimeSpan Until(ShiftedClock clock, TimeOnly due)
    {
        var now = clock.GetUtcNow();
        var next = now.Date + due.ToTimeSpan();
        return (next > now.UtcDateTime ? next : next.AddDays(1)) - now.UtcDateTime + TimeSpan.FromSeconds(1);
    }

    private void Start(JsonObject asked)
    {
        var wanted = options.Demonstrations.FirstOrDefault(d => d.Name == asked.Text("name"))
            ?? throw new NotPossible("There is no such demonstration.");
        if (Interlocked.Exchange(ref running, 1) == 1)
        {
            throw new NotPossible("A demonstration is running; wait until it is over.");
        }

        Tell(wanted, null, running: true);
        _ = Task.Run(() => RunAsync(wanted));
    }

    private async Task RunAsync(Demonstration demonstration)
    {
        try
        {
            await demonstration.RunAsync(step => Tell(demonstration, step, running: true), closing.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Tell(demonstration, "It was broken off.", running: true);
        }
        catch (Exception failed)
        {
            // The page is where it was started from, and nobody waits for the task.
            Tell(demonstration, $"It did not work: {failed.Message}", running: true);
        }
        finally
        {
            Interlocked.Exchange(ref running, 0);
            Tell(demonstration, null, running: false);
        }
    }

    private void Tell(Demonstration demonstration, string? step, bool running) => watch.TellAll("demonstration", new JsonObject
    {
        ["name"] = demonstration.Name, ["step"] = step, ["running"] = running,
    });
}
