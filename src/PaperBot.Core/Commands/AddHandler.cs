using System.Globalization;
using System.Text;
using System.Text.Json;
using PaperBot.Importing;
using PaperBot.Localisation;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Surfaces;
using PaperBot.Text;

namespace PaperBot.Commands;

/// <summary>
/// <c>/add</c>: a paper, or listings as text or files, through the same import as on the command line. What was given in one call
/// under one name is one import, so that it can be taken back.
/// </summary>
internal sealed class AddHandler(PaperImporter importer, Corpus corpus)
{
    /// <summary>
    /// The most that is typed at a time, in UTF-16 units; how large a file may be that is sent, the surface says.
    /// </summary>
    public const int MostCharacters = 4_000_000;

    private const string TypedName = "added by hand";
    private const int MostSkipped = 5;
    private const int MostListed = 10;
    private const int MostName = 80;
    private const int MostReason = 200;

    public async Task<Reply> HandleAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var say = call.Say;
        var (title, text) = (call.Text("title"), call.Text("abstract"));
        if (title is null != text is null)
        {
            return Reply.Problem(say.Of(Phrase.AddHalf));
        }

        List<ChatFile> given = [.. call.Files];
        if (call.Text("listing") is { } listing)
        {
            given.Insert(0, new ChatFile(TypedName, listing));
        }

        if (title is not null)
        {
            given.Insert(0, new ChatFile(TypedName, AsRecord(title, text!)));
        }

        if (given.Count == 0)
        {
            return Reply.Problem(say.Of(Phrase.AddNothing));
        }

        if (given.Where(f => f.Bytes is null).Sum(f => (long)f.Content.Length) > MostCharacters)
        {
            return Reply.Problem(say.Of(Phrase.AddTooLarge, MostCharacters));
        }

        var before = corpus.Current;
        List<(ChatFile File, ImportReport Report)> done = [];
        string? failure = null;
        foreach (var file in given)
        {
            try
            {
                done.Add((file, await ImportAsync(file, cancellationToken).ConfigureAwait(false)));
            }
            catch (StoreUnavailableException unavailable)
            {
                failure = say.Of(Phrase.AddNotStored, unavailable.Message);
                break;
            }
        }

        if (done.Exists(d => d.Report.Import is not null))
        {
            // What is stored is to be found, whoever stops waiting now.
            await corpus.RefreshAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return done.Exists(d => !d.Report.Files.All(f => f.Failed))
            ? Told(done, failure, before, say)
            : Reply.Problem(string.Join(
                '\n', [.. done.SelectMany(d => Lines(d.File, d.Report, say)), .. failure is null ? [] : new[] { failure }]));
    }

    private Task<ImportReport> ImportAsync(ChatFile file, CancellationToken cancellationToken) => importer.ImportAsync(
        new ImportRequest([ImportRequest.StandardInput])
        {
            Input = new MemoryStream(file.Bytes ?? Encoding.UTF8.GetBytes(file.Content)),
            InputName = PlainLine.Of(Path.GetFileName(file.Name), MostName) is { Length: > 0 } name ? name : null,
        },
        null,
        cancellationToken);

    private Reply Told(List<(ChatFile File, ImportReport Report)> done, string? failure, CorpusSnapshot before, Phrases say)
    {
        var text = new StringBuilder(string.Join('\n', done.SelectMany(d => Lines(d.File, d.Report, say))));
        List<Paper> added = [.. corpus.Current.Papers.Where(p => before.Find(p.Id) is null).Take(MostListed)];
        if (added.Count > 0)
        {
            text.Append('\n').Append(say.Of(Phrase.AddPapers));
            for (var i = 0; i < added.Count; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{i + 1}. ").Append(PaperList.Line(added[i]));
            }
        }

        return new Reply(text.Append(failure is null ? "" : "\n" + failure).ToString()) { Papers = [.. added.Select(p => p.Id)] };
    }

    private static IEnumerable<string> Lines(ChatFile file, ImportReport report, Phrases say)
    {
        if (report.Import is null && report.Files is [{ Failed: true, Skipped: [var only] }])
        {
            yield return say.Of(
                Phrase.AddRefused, Markdown.Code(file.Name, MostName), only.Line, Markdown.Literal(only.Reason, MostReason));
            yield break;
        }

        yield return say.Of(Phrase.AddedOf, Markdown.Code(file.Name, MostName), report.Added, report.Merged, report.Unchanged)
            + (report.Import is { } number ? " " + say.Of(Phrase.AddUndo, number) : "");
        List<Listings.SkippedEntry> skipped = [.. report.Files.SelectMany(f => f.Skipped)];
        foreach (var entry in skipped.Take(MostSkipped))
        {
            yield return "- " + say.Of(Phrase.AddSkipped, entry.Line, Markdown.Literal(entry.Reason, MostReason));
        }

        if (skipped.Count > MostSkipped)
        {
            yield return "- " + say.Of(Phrase.AddSkippedMore, skipped.Count - MostSkipped);
        }
    }

    // The importer reads records; of a paper given by hand nothing else is known.
    private static string AsRecord(string title, string text) =>
        JsonSerializer.Serialize(new Dictionary<string, string> { ["title"] = title, ["abstract"] = text });
}
