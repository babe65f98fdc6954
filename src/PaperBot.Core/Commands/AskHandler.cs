using PaperBot.Answering;
using PaperBot.Digests;
using PaperBot.Records;

namespace PaperBot.Commands;

/// <summary><c>/ask</c>, and every line that is no command.</summary>
internal sealed class AskHandler(QuestionAnswerer answerer, AnswerRecorder recorder, IDigestLedger ledger)
{
    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var question = new Question(call.Id, call.Required("question")) { History = call.History };
        if (call.Day("edition") is { } day)
        {
            var edition = new DigestEdition(call.Channel, day);
            if (await ledger.FindAsync(edition, cancellationToken).ConfigureAwait(false) is not { Papers.Count: > 0 } entry)
            {
                return Reply.Problem($"There is no digest `{edition.Key}`.");
            }

            question = question with { Listed = entry.PaperIds };
        }

        var answer = await answerer.AnswerAsync(question, call.Draft, cancellationToken).ConfigureAwait(false);
        answer = await recorder.KeepAsync(AnswerKind.Question, question, answer, call.Asker, cancellationToken).ConfigureAwait(false);
        return new Reply(answer.Text) { Answer = answer };
    }
}
