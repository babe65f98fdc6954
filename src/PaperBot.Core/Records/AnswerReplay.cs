using PaperBot.Answering;
using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Records;

/// <summary>One thing that came out otherwise.</summary>
/// <param name="What"><c>model</c>, <c>prompt</c>, <c>sources</c>, <c>raw</c> or <c>text</c>.</param>
/// <param name="Detail">What then, what now, in a sentence.</param>
internal sealed record ReplayDifference(string What, string Detail);

/// <summary>An answer made again.</summary>
/// <param name="Answer">What comes out now; null when it cannot be made again.</param>
/// <param name="Differences">Causes before effects; empty when the same came out.</param>
internal sealed record ReplayedAnswer(Answer? Answer, IReadOnlyList<ReplayDifference> Differences);

/// <summary>Makes a kept answer again from the same question, history, list and seed, and says what differs.</summary>
internal sealed class AnswerReplay(QuestionAnswerer answerer, TopicSummarizer summarizer, PaperComparer comparer, Corpus corpus)
{
    /// <summary>Runs the request of a record on the papers of now. Nothing is kept.</summary>
    public async Task<ReplayedAnswer> RunAsync(AnswerRecord record, CancellationToken cancellationToken)
    {
        var then = record.Answer;
        var snapshot = corpus.Current;
        if (record.Kind == AnswerKind.Comparison && record.Question.Listed.FirstOrDefault(id => snapshot.Find(id) is null) is { } gone)
        {
            return new ReplayedAnswer(
                null, [new ReplayDifference("sources", $"{gone} is no longer stored, so that the comparison cannot be made again.")]);
        }

        var seed = record.Question.Seed ?? SeedOf(then);
        var now = record.Kind switch
        {
            AnswerKind.Summary => await summarizer.SummarizeAsync(record.Question.Text, record.Question.Filter, seed, cancellationToken)
                .ConfigureAwait(false),
            AnswerKind.Comparison => await comparer.CompareAsync(
                [.. record.Question.Listed.Select(snapshot.Find).OfType<Paper>()], seed, cancellationToken).ConfigureAwait(false),
            _ => await answerer.AnswerAsync(record.Question with { Seed = seed }, cancellationToken).ConfigureAwait(false),
        };
        List<ReplayDifference> differences =
            [.. Models(then, now), .. Prompts(then, now), .. Sources(record, now, snapshot), .. Raw(then, now), .. Text(then, now)];
        return new ReplayedAnswer(now, differences);
    }

    /// <summary>The seed the first call of a model was given, or null.</summary>
    public static long? SeedOf(Answer answer) => answer.Trace.Runs.Select(r => r.Seed).FirstOrDefault(s => s is not null);

    private static IEnumerable<ReplayDifference> Models(Answer then, Answer now)
    {
        var (before, after) = (ModelsOf(then), ModelsOf(now));
        if (before != after)
        {
            yield return new ReplayDifference("model", $"Then {before}, now {after}.");
        }
    }

    private static IEnumerable<ReplayDifference> Prompts(Answer then, Answer now) =>
        from run in then.Trace.Runs.DistinctBy(r => r.Prompt)
        let again = now.Trace.Runs.FirstOrDefault(r => r.Prompt == run.Prompt)
        where again is not null && again.PromptHash != run.PromptHash
        select new ReplayDifference("prompt", $"The file of prompt {run.Prompt} has been edited since.");

    private static IEnumerable<ReplayDifference> Sources(AnswerRecord then, Answer now, CorpusSnapshot corpus)
    {
        foreach (var source in then.Sources)
        {
            if (source.StateIn(corpus) is var state && state != SourceState.Unchanged)
            {
                var became = state == SourceState.Gone ? "is no longer stored" : "reads differently now";
                yield return new ReplayDifference("sources", $"{source.PaperId} {became}.");
            }
        }

        var (before, after) = (then.Answer.Trace.Sources, now.Trace.Sources);
        if (!before.SequenceEqual(after, StringComparer.Ordinal))
        {
            yield return new ReplayDifference("sources", $"Made from {Named(before)} then, from {Named(after)} now.");
        }
    }

    private static IEnumerable<ReplayDifference> Raw(Answer then, Answer now)
    {
        var (before, after) = (then.Trace.Runs, now.Trace.Runs);
        if (before.Count > 0 && after.Count > 0
            && !before.Select(r => r.Raw).SequenceEqual(after.Select(r => r.Raw), StringComparer.Ordinal))
        {
            yield return new ReplayDifference("raw", "The model wrote something else.");
        }
    }

    private static IEnumerable<ReplayDifference> Text(Answer then, Answer now)
    {
        if (AnswerFooter.Strip(then.Text) != now.Text)
        {
            yield return new ReplayDifference("text", "The text to post is another one.");
        }
    }

    private static string ModelsOf(Answer answer)
    {
        List<string> models = [.. answer.Trace.Runs
            .Select(r => $"{r.Model ?? "a model that does not say its name"}{(r.ModelFileHash is { } hash ? $" (file {hash})" : "")}")
            .Distinct(StringComparer.Ordinal)];
        return models.Count > 0 ? string.Join(", ", models)
            : answer.Trace.Fallback is null ? "no model" : "a model that wrote nothing";
    }

    private static string Named(IReadOnlyList<string> ids) => ids.Count == 0 ? "no paper" : string.Join(", ", ids);
}
