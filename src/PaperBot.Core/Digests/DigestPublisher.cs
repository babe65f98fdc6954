using System.Globalization;
using PaperBot.Surfaces;

namespace PaperBot.Digests;

/// <summary>Posts what is left of an edition to a surface; what a surface has already is not posted again.</summary>
internal sealed class DigestPublisher(IDigestLedger ledger, TimeProvider clock)
{
    /// <summary>Notes that the parts stand where people see them.</summary>
    public async Task MarkShownAsync(DigestLedgerEntry entry, CancellationToken cancellationToken)
    {
        foreach (var part in entry.Parts.Where(p => p.State != DigestPartState.Posted))
        {
            await ledger.MarkAsync(entry.Edition, part.Number, DigestPartState.Posted, null, clock.GetUtcNow(), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    public async Task PublishAsync(DigestLedgerEntry entry, IChatSurface surface, CancellationToken cancellationToken)
    {
        foreach (var part in entry.Parts.Where(p => p.State != DigestPartState.Posted))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{entry.Edition.Key}/{part.Number}");
            await ledger.MarkAsync(entry.Edition, part.Number, DigestPartState.Sending, null, clock.GetUtcNow(), cancellationToken)
                .ConfigureAwait(false);
            var message = await surface.PostAsync(entry.Edition.Channel, key, part.Text, cancellationToken).ConfigureAwait(false);

            // The post stands: that is written down even when the program is told to stop just now.
            await ledger.MarkAsync(entry.Edition, part.Number, DigestPartState.Posted, message.Id, clock.GetUtcNow(), CancellationToken.None)
                .ConfigureAwait(false);
        }
    }
}
