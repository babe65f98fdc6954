using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Generation;
using PaperBot.Papers;
using PaperBot.Recency;
using PaperBot.Surfaces;

namespace PaperBot.Digests;

/// <summary>
/// Edits the posts of recent editions whose papers changed. The new words are written down first, in a part that counts as outdated
/// until the surface has taken them; an edit is the same twice, so whatever was outdated at a crash is simply edited again. Nothing
/// is ever posted anew. A paper that is gone because its import was taken back leaves its card standing. One process at a time may
/// deliver; see <c>PublishingLock</c>. Should two do so all the same, the one that finds itself overtaken edits once more.
/// </summary>
internal sealed partial class DigestReviser(
    IDigestLedger ledger, IPaperStore papers, PaperSummarizer summarizer, IOptions<DigestSettings> options, TimeProvider clock,
    ILogger<DigestReviser> logger)
{
    // New editions must not wait for the summaries of old ones: what is left then is left to the next time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // Each time it is overtaken, another process made progress.
    private const int Attempts = 3;

    // What is forgotten is looked at, or told, once more.
    private readonly RecentSet<DigestEdition> upToDate = new(10_000);
    private readonly RecentSet<string> told = new(1000, StringComparer.Ordinal);
    private string? stamp;

    /// <summary>
    /// Brings a channel's recent editions up to date. Cheap while no paper changes. Never throws for what a surface, a paper or
    /// the store does; what failed is tried again the next time.
    /// </summary>
    /// <param name="surface">Where the channel is. Of one that cannot edit, the kept edition alone gets the new words.</param>
    /// <param name="channel">The surface's own name for the place.</param>
    /// <param name="today">The channel's local day.</param>
    /// <param name="cancellationToken">Stops before the next edition; an edit that was cut off is made again.</param>
    public async Task ReviseAsync(IChatSurface surface, string channel, DateOnly today, CancellationToken cancellationToken)
    {
        var days = options.Value.RevisionDays;
        var began = clock.GetTimestamp();
        await TryAsync(channel, async () =>
        {
            if (days == 0)
            {
                return;
            }

            await RememberStampAsync(cancellationToken).ConfigureAwait(false);
            foreach (var entry in await ledger.SinceAsync(channel, today.AddDays(1 - days), cancellationToken).ConfigureAwait(false))
            {
                var isLate = clock.GetElapsedTime(began) > Patience;
                await TryAsync(entry.Edition.Key, () => ReviseAsync(entry, surface, today, isLate, cancellationToken), cancellationToken)
                    .ConfigureAwait(false);
            }
        }, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReviseAsync(DigestLedgerEntry entry, IChatSurface surface, DateOnly today, bool isLate, CancellationToken cancellationToken)
    {
        // What is still being posted is finished first, in the words in which it was begun.
        if (entry.Parts.Any(p => p.State is not (DigestPartState.Posted or DigestPartState.Outdated)))
        {
            return;
        }

        if (!isLate && !upToDate.Contains(entry.Edition))
        {
            await RewriteAsync(entry, surface.Limits, today, cancellationToken).ConfigureAwait(false);
        }

        for (var attempt = 1; attempt <= Attempts && !await EditAsync(entry.Edition, surface, cancellationToken).ConfigureAwait(false); attempt++)
        {
            // Overtaken: what the other process wrote is what the message must read.
        }
    }

    private async Task RememberStampAsync(CancellationToken cancellationToken)
    {
        var now = await papers.StampAsync(cancellationToken).ConfigureAwait(false);
        if (now != stamp)
        {
            upToDate.Clear();
            stamp = now;
        }
    }

    private async Task RewriteAsync(DigestLedgerEntry entry, SurfaceLimits limits, DateOnly today, CancellationToken cancellationToken)
    {
        var changes = await ChangesAsync(entry, cancellationToken).ConfigureAwait(false);
        if (changes.Count == 0)
        {
            upToDate.Add(entry.Edition);
            return;
        }

        var revised = DigestRevision.Of(entry, changes, limits.MessageLength, today);
        revised = revised with { Parts = [.. revised.Parts.Zip(entry.Parts, (after, before) => Moved(before, after, limits))] };

        // Not so when somebody else changed the edition meanwhile: it is read anew the next time.
        if (await ledger.TryReviseAsync(entry, revised, cancellationToken).ConfigureAwait(false))
        {
            upToDate.Add(entry.Edition);
            var parts = revised.Parts.Zip(entry.Parts).Count(p => p.First.Text != p.Second.Text);
            if (parts > 0)
            {
                LogRevised(parts, entry.Edition.Key);
            }
        }
    }

    private async Task<List<DigestChange>> ChangesAsync(DigestLedgerEntry entry, CancellationToken cancellationToken)
    {
        List<DigestChange> noted = [];
        List<Paper> outdated = [];
        foreach (var kept in entry.Papers)
        {
            if (await papers.FindAsync(kept.PaperId, cancellationToken).ConfigureAwait(false) is not { } now)
            {
                continue;
            }

            if (DigestRevision.IsOutdated(kept, now))
            {
                outdated.Add(now);
            }
            else if (kept.Printed != DigestPrint.Of(now))
            {
                noted.Add(new DigestChange(now, null));
            }
        }

        await foreach (var summary in summarizer.SummarizeAllAsync(outdated, DigestService.SummariesWithin, cancellationToken).ConfigureAwait(false))
        {
            noted.Add(new DigestChange(summary.Paper, summary.Tldr));
        }

        return noted;
    }

    private DigestPart Moved(DigestPart before, DigestPart after, SurfaceLimits limits) => after.Text == before.Text ? before : after with
    {
        State = after.MessageId is not null && limits.CanEdit ? DigestPartState.Outdated : DigestPartState.Posted, Changed = Later(before),
    };

    // False when another process changed a part while it was being edited here.
    private async Task<bool> EditAsync(DigestEdition edition, IChatSurface surface, CancellationToken cancellationToken)
    {
        var entry = await ledger.FindAsync(edition, cancellationToken).ConfigureAwait(false);
        foreach (var part in entry?.Parts.Where(p => p.State == DigestPartState.Outdated) ?? [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await EditAsync(entry!, part, surface, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> EditAsync(
        DigestLedgerEntry entry, DigestPart part, IChatSurface surface, CancellationToken cancellationToken)
    {
        var edition = entry.Edition;
        try
        {
            if (part.MessageId is { } id && surface.Limits.CanEdit)
            {
                var message = new SentMessage(edition.Channel, id);
                await surface.EditAsync(message, DigestPost.Of(entry, part), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PostRefusedException gone)
        {
            Tell($"{edition.Key}/{part.Number} gone", () => LogGone(part.Number, edition.Key, gone.Message));
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Tell($"{edition.Key}/{part.Number} {part.Changed:O}", () => LogNotEdited(failed, part.Number, edition.Key));
            return true;
        }

        var posted = part with { State = DigestPartState.Posted, Changed = Later(part) };
        if (await ledger.TryMoveAsync(edition, part, posted, CancellationToken.None).ConfigureAwait(false))
        {
            return true;
        }

        // The other's edit may have come before this one, which then put older words over it: it is made once more.
        var now = (await ledger.FindAsync(edition, CancellationToken.None).ConfigureAwait(false))?.Parts.FirstOrDefault(p => p.Number == part.Number);
        if (now is { State: DigestPartState.Posted } && now.Text != part.Text)
        {
            await ledger.TryMoveAsync(
                edition, now, now with { State = DigestPartState.Outdated, Changed = Later(now) }, CancellationToken.None).ConfigureAwait(false);
        }

        return false;
    }

    // Parts are told apart by this moment: it moves on even where the clock stands still or was set back.
    private DateTimeOffset Later(DigestPart part)
    {
        var now = clock.GetUtcNow();
        return part.Changed is { } before && now <= before ? before.AddTicks(1) : now;
    }

    private async Task TryAsync(string what, Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Tell($"{what} {failed.Message}", () => LogFailed(failed, what));
        }
    }

    // Once: what lasts for hours is tried again every minute.
    private void Tell(string what, Action log)
    {
        if (told.Add(what))
        {
            log();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Parts} of the posts of the digest {Edition} get new words, because a paper changed")]
    private partial void LogRevised(int parts, string edition);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Part {Part} of the digest {Edition} keeps its older words: {Reason}")]
    private partial void LogGone(int part, string edition, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Part {Part} of the digest {Edition} could not be edited; it is tried again")]
    private partial void LogNotEdited(Exception exception, int part, string edition);

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether papers of {Digest} changed could not be told; it is tried again")]
    private partial void LogFailed(Exception exception, string digest);
}
