using PaperBot.Digests;
using PaperBot.Localisation;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary>
/// <c>/digest schedule</c>, <c>topics</c>, <c>channel</c> and <c>off</c>: what an administrator says of a channel's digest.
/// </summary>
internal sealed class DigestPlanHandler(DigestPlans plans, DigestAgenda agenda, TimeProvider time)
{
    /// <summary>Topics that leave no paper out.</summary>
    public const string Everything = "all";

    public Task<Reply> ScheduleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (days, at, cron) = (call.Text("days"), call.Text("time"), call.Text("cron"));
        if (cron is not null && (days ?? at) is not null)
        {
            return Task.FromResult(Reply.Problem(call.Say.Of(Phrase.DaysOrCron)));
        }

        var says = call.Values.Keys.Any(k => k != "channel");
        return ReplyAsync(
            call,
            says ? wishes => wishes with
            {
                // Who says when it comes wants it to come; who says how many papers may have turned it off on purpose.
                Enabled = (days ?? at ?? cron ?? call.Text("zone")) is not null ? true : wishes.Enabled,
                Days = days ?? wishes.Days,
                Time = at is null ? wishes.Time : DigestPlanText.Padded(at),
                Cron = cron ?? (days is not null || at is not null ? "" : wishes.Cron),
                Zone = call.Text("zone") ?? wishes.Zone,
                Count = call.Count("count") ?? wishes.Count,
                Quiet = call.Text("quiet") is { } quiet ? quiet.Equals("yes", StringComparison.OrdinalIgnoreCase) : wishes.Quiet,
            }
            : null,
            cancellationToken);
    }

    public Task<Reply> TopicsAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var topics = call.Text("topics");
        return ReplyAsync(
            call,
            topics is null ? null : wishes => wishes with { Topics = IsEverything(topics) ? "" : OneLine(topics) },
            cancellationToken);
    }

    /// <summary>A channel's topics, one a line; what cannot be read stands as it was written.</summary>
    public async Task<string> PresentTopicsAsync(
        string channel, IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var asked = values.GetValueOrDefault("channel") ?? channel;
        var plan = await plans.OfAsync(asked, cancellationToken).ConfigureAwait(false);
        try
        {
            return string.Join('\n', plan.ReadTopics().Terms);
        }
        catch (FormatException)
        {
            return plan.Topics;
        }
    }

    public Task<Reply> ChannelAsync(CommandCall call, CancellationToken cancellationToken) =>
        ReplyAsync(call, wishes => wishes with { Enabled = true }, cancellationToken);

    public Task<Reply> OffAsync(CommandCall call, CancellationToken cancellationToken) =>
        ReplyAsync(call, wishes => wishes with { Enabled = false }, cancellationToken);

    private async Task<Reply> ReplyAsync(
        CommandCall call, Func<DigestOverrides, DigestOverrides>? change, CancellationToken cancellationToken)
    {
        var channel = call.Text("channel") ?? call.Channel;
        var place = channel == call.Channel ? call.Say.Of(Phrase.ThisChannel) : Markdown.Code(channel);
        try
        {
            var plan = change is null
                ? await plans.OfAsync(channel, cancellationToken).ConfigureAwait(false)
                : await plans.ChangeAsync(channel, change, cancellationToken).ConfigureAwait(false);
            agenda.LookAgain();
            return new Reply(DigestPlanText.Of(plan, place, time.GetUtcNow(), call.Say))
            {
                Actions = ReplyActions.OfPlan(call),
            };
        }
        catch (FormatException wrong)
        {
            return Reply.Problem($"That cannot be: {Markdown.Literal(wrong.Message, 300).TrimEnd('.')}.");
        }
    }

    // In a form every line is a term of its own.
    private static string OneLine(string topics) => string.Join(
        ", ", topics.Split(['\r', '\n']).Select(line => line.Trim().TrimEnd(',').Trim()).Where(line => line.Length > 0));

    private static bool IsEverything(string topics) =>
        topics.Trim().ToLowerInvariant() is Everything or "everything" or "any" or "none";
}
