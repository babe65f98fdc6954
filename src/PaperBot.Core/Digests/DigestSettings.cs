using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace PaperBot.Digests;

/// <summary>Settings section <c>Digest</c>.</summary>
public sealed class DigestSettings : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "Digest";

    /// <summary>An edition never has more papers.</summary>
    public const int MostPapers = 25;

    /// <summary>Whether the service posts a digest every day. The command works either way.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Time of day in <see cref="Zone"/>, <c>HH:mm</c> from 00:00 to 23:59.</summary>
    public string Time { get; set; } = "08:30";

    /// <summary>Days on which it comes: <c>daily</c>, <c>weekdays</c>, or names such as <c>Mon, Thu</c>.</summary>
    public string Days { get; set; } = "daily";

    /// <summary>
    /// A cron expression of five fields in place of <see cref="Time"/> and <see cref="Days"/>, at most once a day; empty for none.
    /// </summary>
    public string Cron { get; set; } = "";

    /// <summary>Whether nothing is posted on a day without anything new; the reason is kept either way.</summary>
    public bool Quiet { get; set; } = true;

    /// <summary>IANA time zone, such as <c>Europe/Berlin</c>. A day begins and ends by its clock.</summary>
    public string Zone { get; set; } = "UTC";

    /// <summary>Most papers in an edition, 1 to 25.</summary>
    [Range(1, MostPapers, ErrorMessage = "Digest:Count must be a number from 1 to 25.")]
    public int Count { get; set; } = 8;

    /// <summary>How many days, the day of import included, a paper not yet shown stays a candidate, 1 to 365.</summary>
    [Range(1, 365, ErrorMessage = "Digest:CandidateDays must be a number of days from 1 to 365.")]
    public int CandidateDays { get; set; } = 30;

    /// <summary>
    /// How many days, its own included, an edition's posts are edited when one of its papers changes, 0 to 365; 0 never edits.
    /// </summary>
    [Range(0, 365, ErrorMessage = "Digest:RevisionDays must be a number of days from 0 (posts are never edited) to 365.")]
    public int RevisionDays { get; set; } = 14;

    /// <summary>The channel of a digest nobody named a channel for; not empty.</summary>
    [Required(ErrorMessage = "Digest:Channel must name a channel; it is empty.")]
    public string Channel { get; set; } = "console";

    /// <summary><see cref="Time"/> read; only after validation.</summary>
    public TimeOnly LocalTime => TimeOnly.ParseExact(Time, "HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Days and time, or the cron expression, read; only after validation.</summary>
    internal DigestDays LocalDays => Cron.Length > 0 ? DigestDays.Cron(Cron) : DigestDays.Weekly(Days, LocalTime);

    /// <summary><see cref="Zone"/> looked up; only after validation.</summary>
    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(Zone);

    /// <summary>Checks what attributes cannot.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TimeOnly.TryParseExact(Time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            yield return new ValidationResult(
                $"Digest:Time must be a time of day from 00:00 to 23:59 written HH:mm; it is '{Time}'.", [nameof(Time)]);
        }

        if (Misread(() => DigestDays.Weekly(Days, default)) is { } wrongDays)
        {
            yield return new ValidationResult($"Digest:Days must be daily, weekdays, or days such as Mon, Thu; of '{Days}', {wrongDays}.", [nameof(Days)]);
        }

        if (Cron.Length > 0 && Misread(() => DigestDays.Cron(Cron)) is { } wrongCron)
        {
            yield return new ValidationResult(
                $"Digest:Cron must be a cron expression of five fields such as 30 8 * * 1-5, at most once a day; of '{Cron}', {wrongCron}.", [nameof(Cron)]);
        }

        if (string.IsNullOrWhiteSpace(Zone) || !TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _))
        {
            yield return new ValidationResult(
                "Digest:Zone must be an IANA time zone such as Europe/Berlin, America/New_York or UTC; "
                + $"'{Zone}' is not known here.",
                [nameof(Zone)]);
        }
    }

    private static string? Misread(Func<DigestDays> read)
    {
        try
        {
            _ = read();
            return null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }
}
