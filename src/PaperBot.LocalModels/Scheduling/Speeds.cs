namespace PaperBot.LocalModels.Scheduling;

/// <summary>What was measured of the computing, as averages in which the newest counts most.</summary>
internal sealed class Speeds
{
    private const double Weight = 0.2;

    // Below this many tokens a step measures its fixed costs.
    private const int WorthMeasuring = 16;

    private const int MostTogether = 32;
    private const double WorthChanging = 0.9;
    private const int TryAgain = 256;

    // Of steps that computed one token for each of so many texts; 0 where none was measured.
    private readonly double[] stepSeconds = new double[MostTogether + 1];
    private long textTicks;
    private int asked;

    /// <summary>Tokens of prompts computed a second; null before the first.</summary>
    public double? PromptTokens { get; private set; }

    /// <summary>How long a text takes once it was let in; null before the first. Read by any thread.</summary>
    public TimeSpan? Text => Interlocked.Read(ref textTicks) is > 0 and var ticks ? new TimeSpan(ticks) : null;

    /// <summary>Notes a step.</summary>
    public void Step(int tokens, int outputs, TimeSpan took)
    {
        if (tokens == outputs && outputs < stepSeconds.Length)
        {
            var before = stepSeconds[outputs];
            stepSeconds[outputs] = before > 0 ? before + (Weight * (took.TotalSeconds - before)) : took.TotalSeconds;
        }

        if (tokens - outputs >= WorthMeasuring && took > TimeSpan.Zero)
        {
            var measured = tokens / took.TotalSeconds;
            PromptTokens = PromptTokens is { } before ? before + (Weight * (measured - before)) : measured;
        }
    }

    /// <summary>
    /// Tells whether so many texts get on faster one after another than together. On some processors a step for two takes four
    /// times as long as a step for one, because their kernels for several rows work on sixteen at once.
    /// </summary>
    /// <param name="texts">How many are being written.</param>
    public bool FasterInTurns(int texts)
    {
        if (texts < 2 || texts >= stepSeconds.Length)
        {
            return false;
        }

        // What is not known is tried; what is known is tried again now and then, because longer texts change it.
        var (one, together) = (stepSeconds[1], stepSeconds[texts]);
        var turns = together > 0 && (one <= 0 || one * texts < together * WorthChanging);
        return ++asked % TryAgain == 0 ? !turns && together > 0 : turns;
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
