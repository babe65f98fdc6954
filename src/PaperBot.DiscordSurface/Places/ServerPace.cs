using Microsoft.Extensions.Options;
using PaperBot.Intake;
using PaperBot.Localisation;

namespace PaperBot.DiscordSurface.Places;

/// <summary>Counts what each server asked within the last minute, so that one cannot use up what all share.</summary>
internal sealed class ServerPace(IOptions<DiscordOptions> options, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly PersonalPace pace = new(options.Value.PerServerPerMinute, time);

    /// <summary>Counts a message of a server; null when it is taken, otherwise what its writer is told.</summary>
    public string? Take(Snowflake guild, Phrases say)
    {
        TimeSpan wait;
        lock (gate)
        {
            wait = pace.Take(guild.ToString());
        }

        return wait <= TimeSpan.Zero ? null
            : say.Of(SurfacePhrase.ServerTooFast, options.Value.PerServerPerMinute, Math.Ceiling(wait.TotalSeconds));
    }
}
