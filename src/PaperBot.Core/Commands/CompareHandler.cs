using PaperBot.Answering;
using PaperBot.Papers;
using PaperBot.Records;
using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary><c>/compare</c>.</summary>
internal sealed class CompareHandler(Corpus corpus, PaperComparer comparer, AnswerRecorder recorder)
{
    /// <summary>The papers named, in order; two are required.</summary>
    public static readonly IReadOnlyList<string> Options = ["first", "second", "third", "fourth", "fifth"];

    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var snapshot = corpus.Current;
        List<Paper> papers = [];
        foreach (var typed in Options.Select(call.Text))
        {
            if (typed is null)
            {
                continue;
            }

            if (PaperReference.Resolve(snapshot, typed, call.History, out var problem) is not { } paper)
            {
                return Reply.Problem(problem);
            }

            if (papers.Exists(p => p.Id == paper.Id))
            {
                return Reply.Problem($"`{paper.Id}` is named twice; a comparison takes different papers.");
            }

            papers.Add(paper);
        }

        var answer = await comparer.CompareAsync(papers, cancellationToken).ConfigureAwait(false);
        var asked = new Question(call.Id, answer.Question) { Listed = [.. papers.Select(p => p.Id)] };
        answer = await recorder.KeepAsync(AnswerKind.Comparison, asked, answer, call.Asker, cancellationToken).ConfigureAwait(false);
        return new Reply(answer.Text) { Answer = answer, Actions = ReplyActions.OfAnswer(answer, call.Say) };
    }
}
