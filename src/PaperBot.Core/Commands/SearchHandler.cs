using PaperBot.Retrieval;

namespace PaperBot.Commands;

/// <summary><c>/search</c>.</summary>
internal sealed class SearchHandler(Corpus corpus)
{
    private const int Shown = 10;

    public Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var filter = new PaperFilter
        {
            After = call.Day("after"), Before = call.Day("before"), Category = call.Text("category"), Author = call.Text("author"),
        };
        var hits = corpus.Current.Search(call.Required("text"), filter, call.Count("count") ?? Shown);
        return Task.FromResult(new Reply(PaperList.Of(hits, "No paper matches.")) { Papers = [.. hits.Select(h => h.Paper.Id)] });
    }
}
