using PaperBot.Answering;
using PaperBot.Digests;
using PaperBot.Localisation;
using PaperBot.Records;
using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary><c>/summarize</c>.</summary>
internal sealed class SummarizeHandler(TopicSummarizer summarizer, AnswerRecorder recorder, IDigestLedger ledger)
{
    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var filter = new PaperFilter { After = call.Day("since") };
        if (call.Day("edition") is { } day)
        {
            var edition = new DigestEdition(call.Channel, day);
            if (await ledger.FindAsync(edition, cancellationToken).ConfigureAwait(false) is not { Papers.Count: > 0 } entry)
            {
                return Reply.Problem(call.Say.Of(Phrase.NoDigest, edition.Key));
            }

            filter = filter with { Ids = entry.Papers.Select(p => p.PaperId).ToHashSet(StringComparer.Ordinal) };
        }

        var answer = await summarizer.SummarizeAsync(call.Text("topic") ?? "", filter, cancellationToken).ConfigureAwait(false);
        var asked = new Question(call.Id, call.Text("topic") ?? "") { Filter = filter };
        answer = await recorder.KeepAsync(AnswerKind.Summary, asked, answer, call.Asker, cancellationToken).ConfigureAwait(false);
        return new Reply(answer.Text) { Answer = answer, Actions = ReplyActions.OfAnswer(answer, call.Say) };
    }
}
