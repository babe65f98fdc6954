namespace PaperBot.Intake;

/// <summary>
/// How long an answer has taken lately, so that a wait can be foreseen. The latest count most; a quick answer soon makes up for
/// a slow one. Not safe for concurrent use.
/// </summary>
internal sealed class AnswerPace
{
    // Some ten answers back hardly anything is left of one.
    private const double Weight = 0.2;

    private double? seconds;

    /// <summary>Whether there was any.</summary>
    public bool IsKnown => seconds is not null;

    /// <summary>Counts an answer.</summary>
    public void Took(TimeSpan time) => seconds = seconds is { } before
        ? before + (Weight * (time.TotalSeconds - before)) : time.TotalSeconds;

    /// <summary>How long so many answers take, one after the other; zero while nothing is known.</summary>
    public TimeSpan Of(double answers) => TimeSpan.FromSeconds((seconds ?? 0) * answers);
}
