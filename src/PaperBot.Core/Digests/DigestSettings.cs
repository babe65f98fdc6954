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
    /// What the digest is about, as <see cref="DigestTopics.Parse"/> reads it, such as
    /// <c>graph neural networks, category:cs.CL, -survey</c>; empty for every paper.
    /// </summary>
    public string Topics { get; set; } = "";

    /// <summary>
    /// For how many minutes a source that has brought unusually little must have been silent before an edition that is due is
    /// made, 0 to 120; it is not waited for longer than three times that. 0 never waits.
    /// </summary>
    [Range(0, 120, ErrorMessage = "Digest:SettleMinutes must be a number of minutes from 0 to 120.")]
    public int SettleMinutes { get; set; } = 10;

    /// <summary>
    /// How many days, its own included, an edition's posts are edited when one of its papers changes, 0 to 365; 0 never edits.
    /// </summary>
    [Range(0, 365, ErrorMessage = "Digest:RevisionDays must be a number of days from 0 (posts are never edited) to 365.")]
    public int RevisionDays { get; set; } = 14;

    /// <summary>The channel of a digest nobody named a channel for; not empty.</summary>
    [Required(ErrorMessage = "Digest:Channel must name a channel; it is empty.")]
    public string Channel { get; set; } = "console";

    /// <summary>
    /// Folder into which editions are written as files; <c>editions</c> in the data folder when empty, nowhere when <c>off</c>.
    /// </summary>
    public string Files { get; set; } = "";

    /// <summary>The public http or https address of that folder, for the links of feeds; empty when it has none.</summary>
    public string Link { get; set; } = "";

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

        if (Misread(() => DigestTopics.Parse(Topics)) is { } wrongTopics)
        {
            yield return new ValidationResult($"Digest:Topics cannot be read: {wrongTopics}", [nameof(Topics)]);
        }

        if (string.IsNullOrWhiteSpace(Zone) || !TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _))
        {
            yield return new ValidationResult(
                "Digest:Zone must be an IANA time zone such as Europe/Berlin, America/New_York or UTC; "
                + $"'{Zone}' is not known here.",
                [nameof(Zone)]);
        }

        if (Files.Contains('\0', StringComparison.Ordinal))
        {
            yield return new ValidationResult("Digest:Files must be a folder, off, or nothing; it holds a null character.", [nameof(Files)]);
        }

        if (Link.Length > 0 && !IsPublicAddress(Link))
        {
            yield return new ValidationResult(
                "Digest:Link must be an http or https address without user, query and fragment, such as https://example.org/digests; "
                + $"it is '{Link}'.",
                [nameof(Link)]);
        }
    }

    private static bool IsPublicAddress(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { Host.Length: > 0, UserInfo.Length: 0 } && !link.AsSpan().ContainsAny('?', '#');

    private static string? Misread(Func<object> read)
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
