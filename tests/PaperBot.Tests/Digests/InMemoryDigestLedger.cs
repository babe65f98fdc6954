using PaperBot.Digests;

namespace PaperBot.Tests.Digests;

/// <summary>A ledger that forgets with the test.</summary>
internal sealed class InMemoryDigestLedger : IDigestLedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<DigestEdition, DigestLedgerEntry> _entries = [];

    // A channel's editions by their days: years of many channels are simulated with this.
    private readonly Dictionary<string, SortedSet<DateOnly>> _days = new(StringComparer.Ordinal);

    public Task<DigestLedgerEntry?> FindAsync(DigestEdition edition, CancellationToken cancellationToken) =>
        Locked(() => _entries.GetValueOrDefault(edition));

    public Task<DigestLedgerEntry?> TryOpenAsync(DigestLedgerEntry entry, CancellationToken cancellationToken) => Locked(() =>
    {
        var taken = _entries.TryGetValue(entry.Edition, out var old)
            && (old.Papers.Count > 0 || old.Parts.Any(p => p.State != DigestPartState.Pending));
        var shown = Shown(entry.Edition.Channel);
        if (taken || entry.Papers.Any(p => shown.Contains(p.PaperId)))
        {
            return null;
        }

        Days(entry.Edition.Channel).Add(entry.Edition.Date);
        return _entries[entry.Edition] = entry;
    });

    public Task<IReadOnlySet<string>> ShownAsync(string channel, CancellationToken cancellationToken) =>
        Locked<IReadOnlySet<string>>(() => Shown(channel));

    public Task<DateOnly?> PreviousAsync(string channel, DateOnly day, CancellationToken cancellationToken) => Locked(() => Days(channel)
        .Reverse().Where(d => d < day && _entries[new DigestEdition(channel, d)].Papers.Count > 0)
        .Select(d => (DateOnly?)d).FirstOrDefault());

    public Task<IReadOnlySet<DateOnly>> DaysAsync(string channel, DateOnly from, CancellationToken cancellationToken) =>
        Locked<IReadOnlySet<DateOnly>>(() => Days(channel).GetViewBetween(from, DateOnly.MaxValue).ToHashSet());

    public Task<IReadOnlyList<DigestLedgerEntry>> UnfinishedAsync(DateOnly from, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<DigestLedgerEntry>>(() =>
        [
            .. _days.Keys.SelectMany(c => Of(c, from))
                .Where(e => e.Parts.Any(p => p.State is not (DigestPartState.Posted or DigestPartState.Outdated)))
                .OrderBy(e => e.Edition.Date),
        ]);

    public Task<IReadOnlyList<DigestLedgerEntry>> SinceAsync(string channel, DateOnly from, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<DigestLedgerEntry>>(() =>
            [.. Of(channel, from).Where(e => e.Papers.Count > 0)]);

    public Task<bool> TryReviseAsync(DigestLedgerEntry expected, DigestLedgerEntry revised, CancellationToken cancellationToken) => Locked(() =>
    {
        if (!_entries.TryGetValue(expected.Edition, out var entry) || !entry.IsStill(expected))
        {
            return false;
        }

        _entries[expected.Edition] = entry with { Papers = revised.Papers, Parts = revised.Parts };
        return true;
    });

    public Task<bool> WithdrawAsync(DigestEdition edition, CancellationToken cancellationToken) => Locked(() =>
        _entries.TryGetValue(edition, out var entry) && entry.Parts.All(p => p.State == DigestPartState.Pending)
        && _entries.Remove(edition) && Days(edition.Channel).Remove(edition.Date));

    public Task<bool> TryMoveAsync(
        DigestEdition edition, DigestPart expected, DigestPart after, CancellationToken cancellationToken) => Locked(() =>
    {
        if (!_entries.TryGetValue(edition, out var entry)
            || entry.Parts.All(p => (p.Number, p.State, p.Changed) != (expected.Number, expected.State, expected.Changed)))
        {
            return false;
        }

        _entries[edition] = entry with
        {
            Parts = [.. entry.Parts.Select(
                p => p.Number == expected.Number ? p with { State = after.State, MessageId = after.MessageId, Changed = after.Changed } : p)],
        };
        return true;
    });

    private HashSet<string> Shown(string channel) =>
        Of(channel, DateOnly.MinValue).SelectMany(e => e.Papers).Select(p => p.PaperId).ToHashSet();

    private SortedSet<DateOnly> Days(string channel) =>
        _days.TryGetValue(channel, out var days) ? days : _days[channel] = [];

    private IEnumerable<DigestLedgerEntry> Of(string channel, DateOnly from) =>
        Days(channel).GetViewBetween(from, DateOnly.MaxValue).Select(d => _entries[new DigestEdition(channel, d)]);

    private Task<T> Locked<T>(Func<T> action)
    {
        lock (_gate)
        {
            return Task.FromResult(action());
        }
    }
}
