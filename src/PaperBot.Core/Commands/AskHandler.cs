using PaperBot.Answering;
using PaperBot.Digests;
using PaperBot.Localisation;
using PaperBot.Records;
using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary><c>/ask</c>, and every line that is no command.</summary>
internal sealed class AskHandler(QuestionAnswerer answerer, AnswerRecorder recorder, IDigestLedger ledger, ModelSwitch model)
{
    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var question = new Question(call.Id, call.Required("question")) { History = call.History };
        if (call.Day("edition") is { } day)
        {
            var edition = new DigestEdition(call.Channel, day);
            if (await ledger.FindAsync(edition, cancellationToken).ConfigureAwait(false) is not { Papers.Count: > 0 } entry)
            {
                return Reply.Problem(call.Say.Of(Phrase.NoDigest, edition.Key));
            }

            question = question with { Listed = entry.PaperIds };
        }

        var filter = new PaperFilter { After = call.Day("after"), Before = call.Day("before"), Category = call.Text("category") };
        question = question with { Filter = filter, WithModel = model.IsOn };
        var answer = await answerer.AnswerAsync(question, call.Draft, cancellationToken).ConfigureAwait(false);
        if (answer.Abstained && FilterText.Of(filter, call.Say) is { } only)
        {
            answer = answer with { Text = $"{answer.Text}\n\n{only}" };
        }

        answer = await recorder.KeepAsync(AnswerKind.Question, question, answer, call.Asker, cancellationToken).ConfigureAwait(false);
        return new Reply(answer.Text) { Answer = answer, Actions = ReplyActions.OfAnswer(answer, call.Say) };
    }
}
