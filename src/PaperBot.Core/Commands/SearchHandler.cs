using PaperBot.Localisation;
using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary><c>/search</c>: one page of what matches.</summary>
internal sealed class SearchHandler(Corpus corpus)
{
    private const int Shown = 10;

    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var filter = new PaperFilter
        {
            After = call.Day("after"), Before = call.Day("before"), Category = call.Text("category"), Author = call.Text("author"),
        };
        var (size, page) = (call.Count("count") ?? Shown, call.Count("page") ?? 1);

        // One more than is shown tells whether there is a next page.
        var all = await corpus.SearchAsync(call.Required("text"), filter, (size * page) + 1, cancellationToken).ConfigureAwait(false);
        List<Hit> hits = [.. all.Skip(size * (page - 1)).Take(size)];
        if (hits.Count == 0 && page > 1 && all.Count > 0)
        {
            return Reply.Problem(call.Say.Of(Phrase.NoSuchPage, page, (all.Count + size - 1) / size));
        }

        var list = PaperList.Of(hits, call.Say.Of(Phrase.NoPaperMatches));
        if (page > 1 && hits.Count > 0)
        {
            var first = (size * (page - 1)) + 1;
            list = $"{call.Say.Of(Phrase.ResultsFrom, page, first, first + hits.Count - 1)}\n{list}";
        }

        var hasMore = all.Count > size * page && page < CommandOption.MaxCount;
        return new Reply(hasMore ? $"{list}\n\n{call.Say.Of(Phrase.MoreResults, page + 1)}" : list)
        {
            Short = list,
            Papers = [.. hits.Select(h => h.Paper.Id)],
            Actions = ReplyActions.OfSearch(call, page, hasMore),
        };
    }
}
