using System.Globalization;
using System.Text;
using PaperBot.Localisation;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary><c>/sources</c>: the papers an answer cites, under the answer's own numbers, with links.</summary>
internal sealed class SourcesHandler(KeptAnswers answers, Corpus corpus)
{
    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (record, problem) = await answers
            .FindAsync(call.Text("answer"), call.Conversation, cancellationToken).ConfigureAwait(false);
        if (record is null)
        {
            return Reply.Problem(problem);
        }

        var cited = record.Answer.Citations.DistinctBy(c => c.Number).OrderBy(c => c.Number).ToList();
        if (cited.Count == 0)
        {
            return new Reply(call.Say.Of(Phrase.CitesNothing, record.Id));
        }

        var snapshot = corpus.Current;
        var text = new StringBuilder(call.Say.Of(Phrase.SourcesOf, record.Id));
        foreach (var citation in cited)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n[{citation.Number}] ").Append(snapshot.Find(citation.PaperId) is { } paper
                ? $"{PaperList.Line(paper)} · {Link(paper)}"
                : $"**{Markdown.Escape(citation.Title)}** · {call.Say.Of(Phrase.NoLongerStored)}");
        }

        return new Reply(text.ToString()) { Papers = [.. cited.Select(c => c.PaperId)] };
    }

    private static string Link(Paper paper)
    {
        var link = PaperLink.Of(paper);
        return $"[{link.Label}](<{link.Url}>)";
    }
}
