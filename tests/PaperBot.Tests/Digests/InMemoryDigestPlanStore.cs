using Microsoft.Extensions.Options;
using PaperBot.Digests;

namespace PaperBot.Tests.Digests;

/// <summary>Wishes of channels that are forgotten with the test.</summary>
internal sealed class InMemoryDigestPlanStore : IDigestPlanStore
{
    private readonly Lock gate = new();
    private readonly List<DigestOverrides> wishes = [];

    /// <summary>The digests of these settings, and of whatever channels wish for.</summary>
    public static DigestPlans Plans(DigestSettings? settings = null, TimeProvider? clock = null, IDigestPlanStore? store = null) =>
        new(store ?? new InMemoryDigestPlanStore(), Options.Create(settings ?? new DigestSettings()), clock ?? TimeProvider.System);

    public Task<IReadOnlyList<DigestOverrides>> AllAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<DigestOverrides>>([.. wishes]);
        }
    }

    public Task<DigestOverrides> ChangeAsync(
        string channel, Func<DigestOverrides, DigestOverrides> change, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var at = wishes.FindIndex(w => w.Channel == channel);
            var changed = change(at < 0 ? new DigestOverrides(channel) : wishes[at]);
            if (at < 0)
            {
                wishes.Add(changed);
            }
            else
            {
                wishes[at] = changed;
            }

            return Task.FromResult(changed);
        }
    }

    public Task<bool> RemoveAsync(string channel, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(wishes.RemoveAll(w => w.Channel == channel) > 0);
        }
    }
}
