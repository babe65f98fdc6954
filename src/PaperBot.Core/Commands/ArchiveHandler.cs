using PaperBot.Archive;
using PaperBot.Localisation;

namespace PaperBot.Commands;

/// <summary><c>/digest archive</c>: the digests of the place it is asked in.</summary>
internal sealed class ArchiveHandler(IEditionArchive archive)
{
    // A list of days takes a line each; found papers take several.
    private const int MostDays = 20;
    private const int MostFound = 8;
    private const int MostPapers = 4;

    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var query = new ArchiveQuery
        {
            Channel = call.Channel, Text = call.Text("text") ?? "", Since = call.Day("since"), Until = call.Day("until"),
        };
        query = query with { Most = query.HasText ? MostFound : MostDays };
        if (query.Since > query.Until)
        {
            return Reply.Problem(call.Say.Of(Phrase.SinceAfterUntil));
        }

        var page = await archive.SearchAsync(query, cancellationToken).ConfigureAwait(false);
        var list = ArchiveList.Of(page, query, named: false, MostPapers);
        return page.Editions.Count == 0
            ? new Reply(list)
            : new Reply($"{list}\n\n`/digest --date {page.Editions[0].Edition.Date:yyyy-MM-dd}` opens one.")
            {
                Papers = ArchiveList.PapersOf(page, query, MostPapers),
            };
    }
}
