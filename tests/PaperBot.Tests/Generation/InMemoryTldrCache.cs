using System.Collections.Concurrent;
using PaperBot.Generation;

namespace PaperBot.Tests.Generation;

/// <summary>A cache that forgets with the test.</summary>
internal sealed class InMemoryTldrCache : ITldrCache
{
    private readonly ConcurrentDictionary<TldrKey, KeptTldr> kept = new();

    /// <summary>Whether every use throws.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Puts something else under every key.</summary>
    public void Spoil(KeptTldr tldr)
    {
        foreach (var key in kept.Keys)
        {
            kept[key] = tldr;
        }
    }

    public Task<KeptTldr?> FindAsync(TldrKey key, CancellationToken cancellationToken) =>
        Task.FromResult(IsBroken ? throw new InvalidOperationException("broken") : kept.GetValueOrDefault(key));

    public Task KeepAsync(TldrKey key, KeptTldr tldr, CancellationToken cancellationToken)
    {
        kept[key] = IsBroken ? throw new InvalidOperationException("broken") : tldr;
        return Task.CompletedTask;
    }
}
