using PaperBot.Localisation;
using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary><c>/about</c>: the papers a text names, then those most like it.</summary>
internal sealed class AboutHandler(Corpus corpus)
{
    private const int Shown = 5;

    public Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (papers, text) = (corpus.Current, call.Required("text"));
        List<Hit> hits =
        [
            .. papers.MentionsIn(text).Select(m => new Hit(m.Paper, 1))
                .Concat(papers.Rank(QueryTerms.Of(text), PaperFilter.None, null, CommandOption.MaxCount))
                .DistinctBy(h => h.Paper.Id)
                .Take(call.Count("count") ?? Shown),
        ];
        return Task.FromResult(new Reply(PaperList.Of(hits, call.Say.Of(Phrase.NoPaperAbout)))
        {
            Papers = [.. hits.Select(h => h.Paper.Id)],
        });
    }
}
