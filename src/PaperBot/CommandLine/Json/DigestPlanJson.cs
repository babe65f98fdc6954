using PaperBot.Digests;

namespace PaperBot.CommandLine.Json;

/// <summary>What <c>schedule</c> prints of a channel, one line each.</summary>
internal sealed record DigestPlanJson(
    string Channel, bool Enabled, string Days, string Time, string? Cron, string Zone, int Count, string Topics, bool Quiet,
    DateTimeOffset? Next, string? Problem)
{
    public static DigestPlanJson Of(DigestPlan plan, DateTimeOffset now)
    {
        var shown = new DigestPlanJson(
            plan.Channel, plan.Enabled, plan.Days, plan.Time, plan.Cron.Length > 0 ? plan.Cron : null, plan.Zone, plan.Count,
            plan.Topics, plan.Quiet, null, null);
        try
        {
            var schedule = plan.ReadSchedule();
            return plan.Enabled ? shown with { Next = schedule.After(now).At } : shown;
        }
        catch (FormatException wrong)
        {
            return shown with { Problem = wrong.Message };
        }
    }
}
