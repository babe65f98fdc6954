namespace PaperBot.LocalModels.Scheduling;

/// <summary>What was measured of the computing, as averages in which the newest counts most.</summary>
internal sealed class Speeds
{
    private const double Weight = 0.2;

    // Below this many tokens a step measures its fixed costs.
    private const int WorthMeasuring = 16;

    /// <summary>Tokens of prompts computed a second; null before the first.</summary>
    public double? PromptTokens { get; private set; }

    /// <summary>How long a text takes once it was let in; null before the first. Read by any thread.</summary>
    public TimeSpan? Text => Interlocked.Read(ref textTicks) is > 0 and var ticks ? new TimeSpan(ticks) : null;

    private long textTicks;

    /// <summary>Notes a step.</summary>
    public void Step(int tokens, int outputs, TimeSpan took)
    {
        if (tokens - outputs >= WorthMeasuring && took > TimeSpan.Zero)
        {
            var measured = tokens / took.TotalSeconds;
            PromptTokens = PromptTokens is { } before ? before + (Weight * (measured - before)) : measured;
        }
    }

    /// <summary>Notes a finished text.</summary>
    public void Finished(TimeSpan took)
    {
        var before = textTicks;
        var now = before == 0 ? took.Ticks : before + (long)(Weight * (took.Ticks - before));
        Interlocked.Exchange(ref textTicks, Math.Max(1, now));
    }

    /// <summary>How long somebody in line is likely to wait; null when nothing was measured.</summary>
    /// <param name="place">1 is next.</param>
    /// <param name="together">How many are written at once.</param>
    public TimeSpan? Wait(int place, int together) => Text is { } text ? text * place / together : null;
}
