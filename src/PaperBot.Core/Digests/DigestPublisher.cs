using System.Globalization;
using PaperBot.Surfaces;

namespace PaperBot.Digests;

/// <summary>
/// Delivers kept editions, each part once and only once: what is to be sent is written down before it is sent, and what may have
/// been sent is looked for before it is sent again (the transactional outbox of C. Richardson, "Microservices Patterns", 2018,
/// with an idempotent consumer where the channel itself is the record of what arrived). Parts go out in their order. One process
/// at a time may deliver; see <c>PublishingLock</c>.
/// </summary>
internal sealed class DigestPublisher(IDigestLedger ledger, TimeProvider clock)
{
    /// <summary>What is to be done about a part nobody could be sure of.</summary>
    public const string Ask = "Look whether it stands in the channel, and say so with `paperbot digest --stands yes` or `no`.";

    /// <summary>Notes that the parts stand where people see them.</summary>
    public async Task MarkShownAsync(DigestLedgerEntry entry, CancellationToken cancellationToken)
    {
        foreach (var part in entry.Parts.Where(p => p.State is not (DigestPartState.Posted or DigestPartState.Outdated)))
        {
            await MoveAsync(entry, part, DigestPartState.Posted, null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Notes that an edition is asked for, so that it is delivered even if the program ends before that.</summary>
    public async Task AskForAsync(DigestLedgerEntry entry, CancellationToken cancellationToken)
    {
        if (!entry.IsBegun)
        {
            await MoveAsync(entry, entry.Parts[0], DigestPartState.Pending, null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Delivers what is left of an edition. Never throws for what a surface does.</summary>
    /// <param name="entry">The edition; read anew from the ledger, because another process may have gone on with it.</param>
    /// <param name="surface">Where it goes.</param>
    /// <param name="cancellationToken">Stops before the next part; a send under way is finished and written down.</param>
    public async Task<DigestDelivery> PublishAsync(
        DigestLedgerEntry entry, IChatSurface surface, CancellationToken cancellationToken)
    {
        var kept = await ledger.FindAsync(entry.Edition, cancellationToken).ConfigureAwait(false) ?? entry;
        foreach (var part in kept.Parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var delivery = part.State switch
            {
                DigestPartState.Posted or DigestPartState.Outdated => null,
                DigestPartState.Unsure => new DigestDelivery(DeliveryOutcome.Unsure, part.Number, Ask),
                DigestPartState.Sending => await ResumeAsync(kept, part, surface, cancellationToken).ConfigureAwait(false),
                _ => await SendAsync(kept, part, surface, cancellationToken).ConfigureAwait(false),
            };
            if (delivery is not null)
            {
                return delivery;
            }
        }

        return new DigestDelivery(DeliveryOutcome.Complete);
    }

    /// <summary>An administrator's word on a part nobody could be sure of.</summary>
    /// <param name="edition">Which edition.</param>
    /// <param name="stands">True when the parts stand in the channel; false sends them again.</param>
    /// <param name="cancellationToken">Cancels before the first write.</param>
    /// <returns>How many parts this settled.</returns>
    public async Task<int> SettleAsync(DigestEdition edition, bool stands, CancellationToken cancellationToken)
    {
        var settled = 0;
        var entry = await ledger.FindAsync(edition, cancellationToken).ConfigureAwait(false);
        foreach (var part in entry?.Parts.Where(p => p.State == DigestPartState.Unsure) ?? [])
        {
            var to = stands ? DigestPartState.Posted : DigestPartState.Pending;
            settled += await MoveAsync(entry!, part, to, null, cancellationToken).ConfigureAwait(false) is null ? 0 : 1;
        }

        return settled;
    }

    /// <summary>The idempotency key of a part, which its post carries visibly.</summary>
    public static string KeyOf(DigestEdition edition, int part) =>
        string.Create(CultureInfo.InvariantCulture, $"{edition.Key}/{part}");

    // Null when the part stands.
    private async Task<DigestDelivery?> ResumeAsync(
        DigestLedgerEntry entry, DigestPart part, IChatSurface surface, CancellationToken cancellationToken)
    {
        PostSearch search;
        try
        {
            search = await surface.FindPostAsync(
                entry.Edition.Channel, KeyOf(entry.Edition, part.Number), part.Changed ?? entry.Made, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new DigestDelivery(
                DeliveryOutcome.Failed, part.Number, $"The channel could not be read: {failed.Message}", failed);
        }

        switch (search)
        {
            case PostSearch.Found { Message: var message }:
                await MoveAsync(entry, part, DigestPartState.Posted, message.Id, CancellationToken.None).ConfigureAwait(false);
                return null;
            case PostSearch.Unknown { Reason: var reason }:
                await MoveAsync(entry, part, DigestPartState.Unsure, null, CancellationToken.None).ConfigureAwait(false);
                return new DigestDelivery(DeliveryOutcome.Unsure, part.Number, $"{reason} {Ask}");
            default:
                return await SendAsync(entry, part, surface, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DigestDelivery?> SendAsync(
        DigestLedgerEntry entry, DigestPart part, IChatSurface surface, CancellationToken cancellationToken)
    {
        if (await MoveAsync(entry, part, DigestPartState.Sending, null, cancellationToken).ConfigureAwait(false)
            is not { } sending)
        {
            return new DigestDelivery(DeliveryOutcome.Elsewhere, part.Number, "Another process is sending it.");
        }

        try
        {
            var message = await surface.PostAsync(
                entry.Edition.Channel, KeyOf(entry.Edition, part.Number), DigestPost.Of(entry, part), cancellationToken)
                .ConfigureAwait(false);

            // The post stands: that is written down even when the program is told to stop just now.
            await MoveAsync(entry, sending, DigestPartState.Posted, message.Id, CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (PostRefusedException refused)
        {
            await MoveAsync(entry, sending, DigestPartState.Pending, null, CancellationToken.None).ConfigureAwait(false);
            return new DigestDelivery(DeliveryOutcome.Refused, part.Number, refused.Message, refused);
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new DigestDelivery(DeliveryOutcome.Failed, part.Number, failed.Message, failed);
        }
    }

    // The part as it is afterwards, or null when it was no longer as expected.
    private async Task<DigestPart?> MoveAsync(
        DigestLedgerEntry entry, DigestPart expected, DigestPartState to, string? messageId, CancellationToken cancellationToken)
    {
        var after = expected with { State = to, MessageId = messageId, Changed = clock.GetUtcNow() };
        return await ledger.TryMoveAsync(entry.Edition, expected, after, cancellationToken).ConfigureAwait(false) ? after : null;
    }
}
