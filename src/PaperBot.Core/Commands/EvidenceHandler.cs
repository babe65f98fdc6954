using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary><c>/evidence</c>.</summary>
internal sealed class EvidenceHandler(KeptAnswers answers, Corpus corpus)
{
    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (record, problem) = await answers
            .FindAsync(call.Text("answer"), call.Conversation, cancellationToken).ConfigureAwait(false);
        return record is null ? Reply.Problem(problem) : new Reply(EvidenceCard.Of(record, corpus.Current));
    }
}
