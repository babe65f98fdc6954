using PaperBot.Answering;

namespace PaperBot.Commands;

/// <summary><c>/ask</c>, and every line that is no command.</summary>
internal sealed class AskHandler(QuestionAnswerer answerer)
{
    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var question = new Question(call.Id, call.Required("question")) { History = call.History };
        var answer = await answerer.AnswerAsync(question, call.Draft, cancellationToken).ConfigureAwait(false);
        return new Reply(answer.Text) { Answer = answer };
    }
}
