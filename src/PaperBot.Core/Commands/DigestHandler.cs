using PaperBot.Digests;

namespace PaperBot.Commands;

/// <summary><c>/digest</c>.</summary>
internal sealed class DigestHandler(DigestService digests, IDigestLedger ledger)
{
    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        // Only today's edition is made for the asking: one made for another day would take its papers from the days to come.
        var entry = call.Day("date") is { } day
            ? await ledger.FindAsync(new DigestEdition(call.Channel, day), cancellationToken).ConfigureAwait(false)
            : await digests.EditionAsync(new DigestRequest { Channel = call.Channel }, cancellationToken).ConfigureAwait(false);
        return entry is null
            ? Reply.Problem("There is no digest of that day; `/digest` makes today's.")
            : new Reply(entry.Parts[0].Text) 
            {
                More = [.. entry.Parts.Skip(1).Select(p => p.Text)], Papers = entry.PaperIds, Noted = entry.Contents,
            };
    }
}
