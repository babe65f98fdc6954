using System.Globalization;
using System.Text;
using PaperBot.Localisation;
using PaperBot.ReadingLists;
using PaperBot.Records;
using PaperBot.Retrieval;
using PaperBot.Surfaces;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary><c>/save</c>, <c>/unsave</c> and <c>/saved</c>: what a person put aside to read, which nobody else sees.</summary>
internal sealed class ReadingListHandler(Corpus corpus, IReadingListStore lists, Forgettings forgettings, TimeProvider time)
{
    private const int MostTitle = 150;

    // A list of more is given as a file.
    private const int MostShown = 50;

    public async Task<Reply> SaveAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var say = call.Say;
        if (PaperReference.Resolve(corpus.Current, call.Required("paper"), call.History, out var problem) is not { } paper)
        {
            return Reply.Problem(problem);
        }

        if (forgettings.AnySince(call.Began, [call.Person]))
        {
            return Reply.Problem(say.Of(Phrase.NoSaving));
        }

        var saved = new SavedPaper(paper.Id, paper.Title, time.GetUtcNow());
        var outcome = await lists.SaveAsync(call.Person, saved, cancellationToken).ConfigureAwait(false);
        if (outcome == SaveOutcome.Full)
        {
            return Reply.Problem(say.Of(Phrase.ListFull, IReadingListStore.Most));
        }

        var title = Markdown.Escape(paper.Title, MostTitle);
        var count = await lists.CountAsync(call.Person, cancellationToken).ConfigureAwait(false);
        return new Reply(outcome == SaveOutcome.Saved
            ? say.Of(Phrase.Saved, title, Papers(count, say))
            : say.Of(Phrase.SavedBefore, title))
        {
            Actions = ReplyActions.OfSaved(paper.Id, say),
        };
    }

    public async Task<Reply> RemoveAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var typed = call.Required("paper");
        var saved = await lists.ListAsync(call.Person, cancellationToken).ConfigureAwait(false);
        var meant = saved.FirstOrDefault(s => s.PaperId.Equals(typed.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? (PaperReference.Resolve(corpus.Current, typed, call.History, out _) is { } paper
                ? saved.FirstOrDefault(s => s.PaperId == paper.Id) : null);

        // A paper that is no longer stored is meant by its title.
        meant ??= saved.FirstOrDefault(s => s.Title.Equals(typed.Trim(), StringComparison.OrdinalIgnoreCase));
        return meant is not null && await lists.RemoveAsync(call.Person, meant.PaperId, cancellationToken).ConfigureAwait(false)
            ? new Reply(call.Say.Of(Phrase.Unsaved, Markdown.Escape(meant.Title, MostTitle)))
            : Reply.Problem(call.Say.Of(Phrase.NotSaved, Markdown.Literal(typed, MostTitle)));
    }

    public async Task<Reply> ListAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var say = call.Say;
        var saved = await lists.ListAsync(call.Person, cancellationToken).ConfigureAwait(false);
        if (saved.Count == 0)
        {
            return new Reply(say.Of(Phrase.NothingSaved));
        }

        var snapshot = corpus.Current;
        return call.Text("format")?.ToLowerInvariant() switch
        {
            "bibtex" => Filed(ReadingListFile.BibTexOf(saved, snapshot), "bibtex", saved.Count, say),
            "markdown" => Filed(ReadingListFile.MarkdownOf(saved, snapshot), "markdown", saved.Count, say),
            _ => new Reply(Listed(saved, snapshot, say))
            {
                Papers = [.. saved.Take(MostShown).Select(s => s.PaperId)], Actions = ReplyActions.OfReadingList(say),
            },
        };
    }

    private static string Listed(IReadOnlyList<SavedPaper> saved, CorpusSnapshot snapshot, Phrases say)
    {
        var text = new StringBuilder(say.Of(Phrase.SavedHead, Papers(saved.Count, say)));
        for (var i = 0; i < Math.Min(saved.Count, MostShown); i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{i + 1}. ").Append(snapshot.Find(saved[i].PaperId) is { } paper
                ? PaperList.Line(paper)
                : $"**{Markdown.Escape(saved[i].Title, MostTitle)}** · {say.Of(Phrase.NoLongerStored)} · `{saved[i].PaperId}`");
        }

        return text.Append(saved.Count > MostShown ? "\n…" : "").ToString();
    }

    // Where no file can go along, the reader copies it from a block of code.
    private static Reply Filed(ChatFile file, string language, int count, Phrases say) =>
        new($"{say.Of(Phrase.SavedHead, Papers(count, say))}\n{CodeBlock.Of(language, file.Content)}")
        {
            Short = say.Of(Phrase.SavedFile, Papers(count, say)), Files = [file],
        };

    private static string Papers(int count, Phrases say) => count == 1 ? say.Of(Phrase.OnePaper) : say.Of(Phrase.Papers, count);
}
