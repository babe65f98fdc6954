using Microsoft.Extensions.Logging;
using PaperBot.Answering;
using PaperBot.Retrieval;

namespace PaperBot.Records;

/// <summary>
/// Keeps answers as they go out and puts the line with their id below them. An answer that cannot be kept goes out all the same,
/// without the line.
/// </summary>
internal sealed partial class AnswerRecorder(
    IAnswerLog log, Corpus corpus, TimeProvider time, ILogger<AnswerRecorder> logger, Forgettings? forgettings = null)
{
    // 40 random bits: a second try is already rare.
    private const int Tries = 5;

    // Another process may be writing, for minutes during a large import; nobody waits that long for a footer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private int failing;

    /// <summary>The answer to post: with its id and its last line when it was kept. Small talk is not kept.</summary>
    public async Task<Answer> KeepAsync(
        AnswerKind kind, Question question, Answer answer, Asker asker, CancellationToken cancellationToken)
    {
        if (answer.Outcome == Outcome.Chat)
        {
            return answer;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var kept = await TryKeepAsync(kind, question, answer, asker, both.Token).ConfigureAwait(false);
            failing = 0;
            return kept;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failed)
        {
            // Once, until it works again: a store that is away fails with every answer.
            if (Interlocked.Exchange(ref failing, 1) == 0)
            {
                Tell(failed);
            }

            return answer;
        }
    }

    // Impatience is no fault of the program, so that its whereabouts help nobody.
    private void Tell(Exception failed)
    {
        if (failed is OperationCanceledException)
        {
            LogBusy(logger);
        }
        else
        {
            LogFailed(logger, failed);
        }
    }

    private async Task<Answer> TryKeepAsync(
        AnswerKind kind, Question question, Answer answer, Asker asker, CancellationToken cancellationToken)
    {
        var snapshot = corpus.Current;
        List<RecordedSource> sources =
        [
            .. answer.Trace.Sources.Union(answer.Citations.Select(c => c.PaperId), StringComparer.Ordinal)
                .Select(snapshot.Find).OfType<Papers.Paper>().Select(RecordedSource.Of),
        ];
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var id = AnswerId.New();
            var posted = answer with { Id = id, Text = AnswerFooter.Append(answer.Text, id) };
            var record = new AnswerRecord
            {
                Id = id,
                Kind = kind,
                Question = question,
                Answer = posted,
                Sources = sources,
                Person = asker.Person,
                Conversation = asker.Conversation,
                At = time.GetUtcNow(),
            };
            if (asker.Began is { } began && forgettings?.AnySince(began, record.People()) == true)
            {
                return answer;
            }

            if (await log.TryKeepAsync(record, cancellationToken).ConfigureAwait(false))
            {
                return posted;
            }
        }

        throw new InvalidOperationException($"{Tries} ids in a row were taken.");
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The database is busy with another process's writing; answers go out without an id until it is free")]
    private static partial void LogBusy(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An answer could not be kept; answers go out without an id until it works again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
