using PaperBot.Answering;
using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary><c>/summarize</c>.</summary>
internal sealed class SummarizeHandler(TopicSummarizer summarizer)
{
    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var filter = new PaperFilter { After = call.Day("since") };
        var answer = await summarizer.SummarizeAsync(call.Text("topic") ?? "", filter, cancellationToken).ConfigureAwait(false);
        return new Reply(answer.Text) { Answer = answer };
    }
}
