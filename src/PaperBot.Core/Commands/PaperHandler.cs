using PaperBot.Digests;
using PaperBot.Exporting;
using PaperBot.Generation;
using PaperBot.Localisation;
using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary><c>/paper</c>: a card, the abstract alone, or a BibTeX entry.</summary>
internal sealed class PaperHandler(Corpus corpus, PaperSummarizer summarizer, IDigestLedger ledger)
{
    /// <summary>What can be shown of a paper; the first unless another is named.</summary>
    public static readonly IReadOnlyList<string> Parts = ["card", "abstract", "bibtex"];

    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (paper, problem) = await FindAsync(call, cancellationToken).ConfigureAwait(false);
        if (paper is null)
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

    private async Task<(Paper? Paper, string Problem)> FindAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (papers, typed) = (corpus.Current, call.Required("paper"));
        if (call.Day("edition") is not { } day || PaperReference.PlaceOf(typed) is not { } number)
        {
            return (PaperReference.Resolve(papers, typed, call.History, out var problem), problem);
        }

        var edition = new DigestEdition(call.Channel, day);
        if (await ledger.FindAsync(edition, cancellationToken).ConfigureAwait(false) is not { Papers.Count: > 0 } entry)
        {
            return (null, call.Say.Of(Phrase.NoDigest, edition.Key));
        }

        return entry.Papers.FirstOrDefault(p => p.Number == number) is not { } listed
                ? (null, call.Say.Of(Phrase.DigestHasPapers, edition.Key, number, entry.Papers.Max(p => p.Number)))
            : papers.Find(listed.PaperId) is { } paper ? (paper, "")
            : (null, call.Say.Of(Phrase.DigestPaperGone, number, edition.Key));
    }

    private static Reply Card(Paper paper, Summaries.Tldr tldr) =>
        new(PaperCard.Of(paper, tldr)) { Short = PaperCard.WithoutAbstract(paper, tldr) };
}
