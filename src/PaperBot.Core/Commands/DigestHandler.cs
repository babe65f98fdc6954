using PaperBot.Digests;
using PaperBot.Localisation;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary><c>/digest show</c>, <c>now</c> and <c>preview</c>.</summary>
internal sealed class DigestHandler(
    DigestService digests, DigestPublisher publisher, IDigestLedger ledger, DigestAgenda agenda)
{
    public async Task<Reply> ShowAsync(CommandCall call, CancellationToken cancellationToken)
    {
        // Only today's edition is made for the asking: one made for another day would take its papers from the days to come.
        var entry = call.Day("date") is { } day
            ? await ledger.FindAsync(new DigestEdition(call.Channel, day), cancellationToken).ConfigureAwait(false)
            : await digests.EditionAsync(new DigestRequest { Channel = call.Channel }, cancellationToken).ConfigureAwait(false);
        return entry is null ? Reply.Problem(call.Say.Of(Phrase.NoDigestOfDay)) : Shown(entry) with
        {
            Actions = DigestPost.Actions(entry, call.Say),
        };
    }

    public async Task<Reply> PostNowAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var today = new DigestRequest { Channel = call.Channel };
        var entry = await digests.EditionAsync(today, cancellationToken).ConfigureAwait(false);
        if (entry.Papers.Count == 0)
        {
            return Reply.Problem(entry.EmptyReason ?? call.Say.Of(Phrase.NothingNew));
        }

        if (entry.Parts.Any(p => p.State == DigestPartState.Unsure))
        {
            return Reply.Problem($"Nobody could tell whether today's digest stands here. {DigestPublisher.Ask}");
        }

        if (entry.Parts.All(p => p.State is DigestPartState.Posted or DigestPartState.Outdated))
        {
            return Reply.Problem(call.Say.Of(Phrase.PostedAlready));
        }

        await publisher.AskForAsync(entry, cancellationToken).ConfigureAwait(false);
        agenda.PostNow(call.Channel);
        return new Reply(call.Say.Of(Phrase.OnItsWay));
    }

    public async Task<Reply> PreviewAsync(CommandCall call, CancellationToken cancellationToken)
    {
        if (call.Count("count") > DigestSettings.MostPapers)
        {
            return Reply.Problem(call.Say.Of(Phrase.MostDigestPapers, DigestSettings.MostPapers));
        }

        try
        {
            var topics = call.Text("topics") is { } typed ? DigestTopics.Parse(typed) : null;
            var request = new DigestRequest
            {
                Channel = call.Channel, DryRun = true, Count = call.Count("count"), Topics = topics,
            };
            var entry = await digests.EditionAsync(request, cancellationToken).ConfigureAwait(false);
            var shown = Shown(entry);
            return shown with { Text = $"{call.Say.Of(Phrase.Preview)}\n{shown.Text}" };
        }
        catch (FormatException wrong) when (wrong is not UnusablePlanException)
        {
            return Reply.Problem($"That cannot be: {Markdown.Literal(wrong.Message, 300).TrimEnd('.')}.");
        }
    }

    private static Reply Shown(DigestLedgerEntry entry) => new(entry.Parts[0].Text)
    {
        More = [.. entry.Parts.Skip(1).Select(p => p.Text)], Papers = entry.PaperIds, Noted = entry.Contents,
    };
}
