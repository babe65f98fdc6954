using PaperBot.Exporting;
using PaperBot.Generation;
using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary><c>/paper</c>: a card, the abstract alone, or a BibTeX entry.</summary>
internal sealed class PaperHandler(Corpus corpus, PaperSummarizer summarizer)
{
    /// <summary>What can be shown of a paper; the first unless another is named.</summary>
    public static readonly IReadOnlyList<string> Parts = ["card", "abstract", "bibtex"];

    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PaperReference.Resolve(corpus.Current, call.Required("paper"), call.History, out var problem) is not { } paper)
        {
            return Reply.Problem(problem);
        }

        var part = call.Text("part")?.ToLowerInvariant() ?? Parts[0];
        var reply = part switch
        {
            "abstract" => new Reply(PaperCard.AbstractOf(paper)),
            "bibtex" => new Reply(CodeBlock.Of("bibtex", BibTex.Of(paper))),
            _ => Card(paper, (await summarizer.SummarizeAsync(paper, cancellationToken).ConfigureAwait(false)).Tldr),
        };
        return reply with { Papers = [paper.Id], Actions = ReplyActions.OfPaper(paper, part, call.Say) };
    }

    private static Reply Card(Papers.Paper paper, Summaries.Tldr tldr) =>
        new(PaperCard.Of(paper, tldr)) { Short = PaperCard.WithoutAbstract(paper, tldr) };
}
