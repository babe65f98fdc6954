using System.Globalization;
using System.Text;
using PaperBot.Text;

namespace PaperBot.Digests;

/// <summary>A plan in words.</summary>
internal static class DigestPlanText
{
    /// <summary>One to five lines of Markdown: when the digest comes, how many papers, of what, and when next.</summary>
    /// <param name="plan">A plan that can be read.</param>
    /// <param name="place">The channel as people there call it, in Markdown.</param>
    /// <param name="now">Any offset.</param>
    public static string Of(DigestPlan plan, string place, DateTimeOffset now)
    {
        if (!plan.Enabled)
        {
            return $"No digest comes to {place} by itself; `/digest schedule` has one come.";
        }

        var schedule = plan.ReadSchedule();
        var text = new StringBuilder($"The digest comes to {place} {When(plan)}.\n");
        text.Append(CultureInfo.InvariantCulture, $"- at most {plan.Count} paper{(plan.Count == 1 ? "" : "s")}");
        text.Append(plan.Topics.Length > 0 ? $" about {Markdown.Code(plan.Topics)}" : " about anything");
        text.Append(plan.Quiet ? "\n- nothing on a day without anything new" : "\n- a line also on a day without anything new");
        return text.Append("\n- next: ").Append(Next(schedule, now)).ToString();
    }

    /// <summary>Days, time and zone: <c>every day at 08:30 (Europe/Berlin)</c>.</summary>
    public static string When(DigestPlan plan) => plan.Cron.Length > 0
        ? $"by {Markdown.Code(plan.Cron)} ({Markdown.Literal(plan.Zone)})"
        : $"{Days(plan.Days)} at {plan.Time} ({Markdown.Literal(plan.Zone)})";

    /// <summary>The next moment after now, on the clock of the schedule's zone.</summary>
    public static string Next(DigestSchedule schedule, DateTimeOffset now) => TimeZoneInfo
        .ConvertTime(schedule.After(now).At, schedule.Zone)
        .ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A time of day as plans have it: 8:30 is what people type. What is no time comes back as it is.</summary>
    public static string Padded(string at) =>
        TimeOnly.TryParseExact(at.Trim(), "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToString("HH:mm", CultureInfo.InvariantCulture)
            : at;

    private static string Days(string days) => days.Trim().ToLowerInvariant() switch
    {
        "daily" => "every day",
        "weekdays" => "from Monday to Friday",
        _ => "on " + Markdown.Literal(days),
    };
}
