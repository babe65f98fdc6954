using System.Globalization;

namespace PaperBot.Digests;

/// <summary>How a channel's digest comes: the settings, with what the channel wants otherwise.</summary>
public sealed record DigestPlan
{
    public required string Channel { get; init; }

    /// <summary>Whether an edition is posted by itself. The command works either way.</summary>
    public required bool Enabled { get; init; }

    /// <summary>As in <see cref="DigestSettings.Days"/>.</summary>
    public required string Days { get; init; }

    /// <summary>As in <see cref="DigestSettings.Time"/>.</summary>
    public required string Time { get; init; }

    /// <summary>As in <see cref="DigestSettings.Cron"/>; empty where days and time count.</summary>
    public required string Cron { get; init; }

    /// <summary>IANA time zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Most papers, 1 to 25.</summary>
    public required int Count { get; init; }

    /// <summary>Whether a day without anything new stays without a post.</summary>
    public required bool Quiet { get; init; }

    /// <summary>The channel's topics as one line; empty for everything.</summary>
    public required string Topics { get; init; }

    /// <summary>What was due before this moment is not made up for; null where the settings alone schedule it.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The settings with a channel's wishes. Only the settings' own channel has a digest unless it is wished for.</summary>
    internal static DigestPlan Of(DigestSettings settings, string channel, DigestOverrides? wishes) => new()
    {
        Channel = channel,
        Enabled = wishes?.Enabled ?? (settings.Enabled && channel == settings.Channel),
        Days = wishes?.Days ?? settings.Days,
        Time = wishes?.Time ?? settings.Time,
        Cron = wishes?.Cron ?? settings.Cron,
        Zone = wishes?.Zone ?? settings.Zone,
        Count = wishes?.Count ?? settings.Count,
        Quiet = wishes?.Quiet ?? settings.Quiet,
        Topics = wishes?.Topics ?? settings.Topics,
        Since = wishes?.Scheduled,
    };

    /// <summary>Days, time and zone read.</summary>
    /// <exception cref="FormatException">One of them cannot be read; the message says which and what is allowed.</exception>
    internal DigestSchedule ReadSchedule() => new(ReadDays(), ReadZone());

    /// <summary>The zone looked up.</summary>
    /// <exception cref="FormatException">It is not known here.</exception>
    public TimeZoneInfo ReadZone() => !string.IsNullOrWhiteSpace(Zone) && TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone)
        ? zone
        : throw new FormatException($"“{Zone}” is no time zone known here; write one such as Europe/Berlin, America/New_York or UTC");

    /// <summary>The topics read.</summary>
    /// <exception cref="FormatException">They cannot be; the message says what is wrong.</exception>
    internal DigestTopics ReadTopics() => DigestTopics.Parse(Topics);

    /// <summary>Throws where anything of it cannot be used.</summary>
    /// <exception cref="FormatException">The message says what is wrong and what is allowed.</exception>
    internal DigestPlan Checked()
    {
        ReadSchedule();
        ReadTopics();
        return Count is >= 1 and <= DigestSettings.MostPapers ? this : throw new FormatException(string.Create(
            CultureInfo.InvariantCulture, $"{Count} papers are not possible; a digest has 1 to {DigestSettings.MostPapers}"));
    }

    private DigestDays ReadDays()
    {
        if (Cron.Length > 0)
        {
            return DigestDays.Cron(Cron);
        }

        return TimeOnly.TryParseExact(Time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? DigestDays.Weekly(Days, time)
            : throw new FormatException($"“{Time}” is no time of day; write it as HH:mm, from 00:00 to 23:59");
    }
}
