using PaperBot.Intake;

namespace PaperBot.DiscordSurface.Places;

/// <summary>
/// Which refusals are said. Each person is told once a minute, and a channel holds some twenty of them a minute: Discord takes
/// sixty messages of it in that time, and answers are worth more. Safe for concurrent use.
/// </summary>
internal sealed class Refusals(SaidLately said, TimeProvider time)
{
    private const int PerChannel = 20;

    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly PersonalPace pace = new(PerChannel, time);

    /// <summary>Whether this person is to be told that; what is asked counts as said.</summary>
    /// <param name="why">What the refusal is about; one word.</param>
    /// <param name="person">Who is refused.</param>
    /// <param name="channel">Where it would be said.</param>
    public bool MayTell(string why, string person, string channel)
    {
        lock (gate)
        {
            return said.First($"{why} {person}", AMinute) && pace.Take(channel) <= TimeSpan.Zero;
        }
    }
}
