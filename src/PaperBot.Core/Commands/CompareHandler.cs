using PaperBot.Answering;
using PaperBot.Papers;
using PaperBot.Records;
using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary><c>/compare</c>.</summary>
internal sealed class CompareHandler(Corpus corpus, TopicSummarizer summarizer, AnswerRecorder recorder)
{
    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var snapshot = corpus.Current;
        List<Paper> papers = [];
        foreach (var typed in new[] { call.Text("first"), call.Text("second"), call.Text("third") })
        {
            if (typed is null)
            {
                continue;
            }

            if (PaperReference.Resolve(snapshot, typed, out var problem) is not { } paper)
            {
                return Reply.Problem(problem);
            }

            if (papers.Exists(p => p.Id == paper.Id))
            {
                return Reply.Problem($"`{paper.Id}` is named twice; a comparison takes different papers.");
            }

            papers.Add(paper);
        }

        var answer = await summarizer.CompareAsync(papers, cancellationToken).ConfigureAwait(false);
        var asked = new Question(call.Id, answer.Question) { Listed = [.. papers.Select(p => p.Id)] };
        answer = await recorder.KeepAsync(AnswerKind.Comparison, asked, answer, call.Asker, cancellationToken).ConfigureAwait(false);
        return new Reply(answer.Text) { Answer = answer };
    }
}
