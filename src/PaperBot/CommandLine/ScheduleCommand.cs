using System.CommandLine;
using PaperBot.CommandLine.Json;
using PaperBot.Digests;
using PaperBot.Text;

namespace PaperBot.CommandLine;

/// <summary><c>schedule</c>: which channels have a digest, when it comes and what it is about.</summary>
internal static class ScheduleCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var channel = new Option<string?>("--channel")
        {
            Description = "Which channel; all are shown when left out", HelpName = "NAME",
        };
        var days = new Option<string?>("--days")
        {
            Description = "daily, weekdays, or days such as \"Mon, Thu\"", HelpName = "DAYS",
        };
        var at = new Option<string?>("--time") { Description = "Time of day, 00:00 to 23:59", HelpName = "HH:mm" };
        var zone = new Option<string?>("--zone") { Description = "IANA time zone, such as Europe/Berlin", HelpName = "ZONE" };
        var cron = new Option<string?>("--cron")
        {
            Description = "A cron expression of five fields in place of days and time", HelpName = "EXPRESSION",
        };
        var count = new Option<int?>("--count")
        {
            Description = "Most papers, 1 to 25", HelpName = "N",
            Validators = { result => SharedOptions.RequireRange(result, "--count", 1, 25) },
        };
        var topics = new Option<string?>("--topics")
        {
            Description = "What it is about, such as \"graph learning, category:cs.CL, -survey\"; \"\" for everything",
            HelpName = "TOPICS",
        };
        var quiet = new Option<bool?>("--quiet")
        {
            Description = "Whether a day without anything new has no post", HelpName = "true|false",
        };
        var off = new Option<bool>("--off") { Description = "The channel has no digest any more" };
        var reset = new Option<bool>("--reset") { Description = "The channel goes by the settings again" };
        var json = SharedOptions.Json();
        var command = new Command("schedule", "Show or set which channels have a digest, when, and about what")
        {
            channel, days, at, zone, cron, count, topics, quiet, off, reset, json,
        };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            Option[] changing = [days, at, zone, cron, count, topics, quiet, off, reset];
            var plans = run.Service<DigestPlans>();
            if (changing.Any(run.IsGiven))
            {
                var name = run.Value(channel) is { } named && !string.IsNullOrWhiteSpace(named)
                    ? named
                    : throw new UsageException("--channel is missing: name the channel whose digest is meant.");
                if (run.IsGiven(cron) && (run.IsGiven(days) || run.IsGiven(at)))
                {
                    throw new UsageException("Give days and time, or a cron expression, not both.");
                }

                // Half of a contradiction done without a word would be found out days later.
                if ((run.Value(off) || run.Value(reset)) && changing.Count(run.IsGiven) > 1)
                {
                    throw new UsageException("--off and --reset go with --channel alone.");
                }

                await ChangeAsync(name).ConfigureAwait(false);
            }

            var shown = run.Value(channel) is { } only
                ? [await plans.OfAsync(only, cancellationToken).ConfigureAwait(false)]
                : await plans.AllAsync(cancellationToken).ConfigureAwait(false);
            Show(run, shown, run.Value(json));
            return ExitCode.Done;

            async Task ChangeAsync(string name)
            {
                if (run.Value(reset))
                {
                    await run.Service<IDigestPlanStore>().RemoveAsync(name, cancellationToken).ConfigureAwait(false);
                    return;
                }

                // Who says when it comes wants it to come; who says what it is about may have turned it off on purpose.
                var comes = new Option[] { days, at, zone, cron }.Any(run.IsGiven);
                try
                {
                    await plans.ChangeAsync(
                        name,
                        wishes => wishes with
                        {
                            Enabled = run.Value(off) ? false : comes ? true : wishes.Enabled,
                            Days = run.Value(days) ?? wishes.Days,
                            Time = run.Value(at) is { } typed ? DigestPlanText.Padded(typed) : wishes.Time,
                            Zone = run.Value(zone) ?? wishes.Zone,
                            Cron = run.Value(cron) ?? (run.IsGiven(days) || run.IsGiven(at) ? "" : wishes.Cron),
                            Count = run.Value(count) ?? wishes.Count,
                            Topics = run.Value(topics) ?? wishes.Topics,
                            Quiet = run.Value(quiet) ?? wishes.Quiet,
                        },
                        cancellationToken).ConfigureAwait(false);
                }
                catch (FormatException wrong)
                {
                    throw new UsageException($"That cannot be: {wrong.Message.TrimEnd('.')}.");
                }
            }
        });
    }

    private static void Show(Run run, IReadOnlyList<DigestPlan> plans, bool json)
    {
        var now = run.Service<TimeProvider>().GetUtcNow();
        if (!json)
        {
            run.Show(string.Join("\n\n", plans.Select(p => Text(p, now))));
            return;
        }

        foreach (var plan in plans)
        {
            run.Out.WriteJson(DigestPlanJson.Of(plan, now));
        }
    }

    // A plan from another computer may name a zone that this one does not know.
    private static string Text(DigestPlan plan, DateTimeOffset now)
    {
        try
        {
            return DigestPlanText.Of(plan, Markdown.Code(plan.Channel), now);
        }
        catch (FormatException wrong)
        {
            return $"The digest does not come to {Markdown.Code(plan.Channel)}: {Markdown.Literal(wrong.Message)}. "
                + "`paperbot schedule --channel` sets it anew.";
        }
    }
}
