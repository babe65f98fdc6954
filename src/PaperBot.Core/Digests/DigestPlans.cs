using Microsoft.Extensions.Options;

namespace PaperBot.Digests;

/// <summary>The digests of all channels: the one of the settings, and those that channels asked for.</summary>
internal sealed class DigestPlans(IDigestPlanStore store, IOptions<DigestSettings> options, TimeProvider clock)
{
    /// <summary>How a channel's digest comes, or would come.</summary>
    /// <param name="channel">Null for the settings' own.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<DigestPlan> OfAsync(string? channel, CancellationToken cancellationToken)
    {
        var name = channel ?? options.Value.Channel;
        var wishes = await store.AllAsync(cancellationToken).ConfigureAwait(false);
        return DigestPlan.Of(options.Value, name, wishes.FirstOrDefault(w => w.Channel == name));
    }

    /// <summary>Every channel that was ever spoken of, whether its digest comes or not; the settings' own first.</summary>
    public async Task<IReadOnlyList<DigestPlan>> AllAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var wishes = await store.AllAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            DigestPlan.Of(settings, settings.Channel, wishes.FirstOrDefault(w => w.Channel == settings.Channel)),
            .. wishes.Where(w => w.Channel != settings.Channel).Select(w => DigestPlan.Of(settings, w.Channel, w)),
        ];
    }

    /// <summary>Changes what a channel wants, unless the plan that comes of it could not be kept to.</summary>
    /// <exception cref="FormatException">It could not; the message says what is wrong and what is allowed.</exception>
    public async Task<DigestPlan> ChangeAsync(
        string channel, Func<DigestOverrides, DigestOverrides> change, CancellationToken cancellationToken)
    {
        var kept = await store.ChangeAsync(
            channel,
            before =>
            {
                var after = change(before);
                var (was, willBe) = (DigestPlan.Of(options.Value, channel, before), DigestPlan.Of(options.Value, channel, after).Checked());

                // Who changes topics in the morning still gets what was due at night; who sets a time does not get yesterday's.
                return Comes(was) == Comes(willBe) ? after : after with { Scheduled = clock.GetUtcNow() };
            },
            cancellationToken).ConfigureAwait(false);
        return DigestPlan.Of(options.Value, channel, kept);

        static (bool, string, string, string, string) Comes(DigestPlan plan) => (plan.Enabled, plan.Days, plan.Time, plan.Cron, plan.Zone);
    }
}
