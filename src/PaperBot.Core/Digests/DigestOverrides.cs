namespace PaperBot.Digests;

/// <summary>What a channel wants otherwise than the settings say; null goes by the settings.</summary>
/// <param name="Channel">The surface's own name for the place; not empty.</param>
public sealed record DigestOverrides(string Channel)
{
    /// <summary>Whether an edition is posted by itself.</summary>
    public bool? Enabled { get; init; }

    /// <summary>As <see cref="DigestSettings.Days"/>.</summary>
    public string? Days { get; init; }

    /// <summary>As <see cref="DigestSettings.Time"/>.</summary>
    public string? Time { get; init; }

    /// <summary>As <see cref="DigestSettings.Cron"/>; empty where days and time count although the settings have an expression.</summary>
    public string? Cron { get; init; }

    /// <summary>As <see cref="DigestSettings.Zone"/>.</summary>
    public string? Zone { get; init; }

    /// <summary>As <see cref="DigestSettings.Count"/>.</summary>
    public int? Count { get; init; }

    /// <summary>As <see cref="DigestSettings.Quiet"/>.</summary>
    public bool? Quiet { get; init; }

    /// <summary>As <see cref="DigestSettings.Topics"/>.</summary>
    public string? Topics { get; init; }

    /// <summary>When the schedule was last set, in UTC: what would have been due before is not made up for.</summary>
    public DateTimeOffset? Scheduled { get; init; }
}
