using System.Globalization;
using PaperBot.Localisation;
using PaperBot.Text;

namespace PaperBot.Digests;

/// <summary>A plan in words.</summary>
internal static class DigestPlanText
{
    /// <summary>One to five lines of Markdown: when the digest comes, how many papers, of what, and when next.</summary>
    /// <param name="plan">A plan that can be read.</param>
    /// <param name="place">The channel as people there call it, in Markdown.</param>
    /// <param name="now">Any offset.</param>
    /// <param name="language">The reader's; null for English.</param>
    public static string Of(DigestPlan plan, string place, DateTimeOffset now, Phrases? language = null)
    {
        var say = language ?? Phrases.English;
        if (!plan.Enabled)
        {
            return say.Of(Phrase.PlanNone, place);
        }

        var about = plan.Topics.Length > 0 ? say.Of(Phrase.PlanAbout, Markdown.Code(plan.Topics)) : say.Of(Phrase.PlanAnything);
        string[] lines =
        [
            say.Of(Phrase.PlanHead, place, When(plan, say)),
            "- " + say.Of(plan.Count == 1 ? Phrase.PlanOnePaper : Phrase.PlanPapers, plan.Count, about),
            "- " + say.Of(plan.Quiet ? Phrase.PlanQuiet : Phrase.PlanLine),
            "- " + say.Of(Phrase.PlanNext, Next(plan.ReadSchedule(), now)),
        ];
        return string.Join('\n', lines);
    }

    /// <summary>Days, time and zone: <c>every day at 08:30 (Europe/Berlin)</c>.</summary>
    public static string When(DigestPlan plan) => When(plan, Phrases.English);

    /// <summary>The next moment after now, on the clock of the schedule's zone.</summary>
    public static string Next(DigestSchedule schedule, DateTimeOffset now) => TimeZoneInfo
        .ConvertTime(schedule.After(now).At, schedule.Zone)
        .ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    private static string When(DigestPlan plan, Phrases say) => plan.Cron.Length > 0
        ? say.Of(Phrase.PlanCron, Markdown.Code(plan.Cron), Markdown.Literal(plan.Zone))
        : say.Of(Phrase.PlanAt, Days(plan.Days, say), plan.Time, Markdown.Literal(plan.Zone));

    /// <summary>A time of day as plans have it: 8:30 is what people type. What is no time comes back as it is.</summary>
    public static string Padded(string at) =>
        TimeOnly.TryParseExact(at.Trim(), "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToString("HH:mm", CultureInfo.InvariantCulture)
            : at;

    private static string Days(string days, Phrases say) => days.Trim().ToLowerInvariant() switch
    {
        "daily" => say.Of(Phrase.PlanDaily),
        "weekdays" => say.Of(Phrase.PlanWeekdays),
        _ => say.Of(Phrase.PlanOn, Markdown.Literal(days)),
    };
}
