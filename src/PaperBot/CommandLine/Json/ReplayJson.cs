using PaperBot.Answering;
using PaperBot.Records;
using PaperBot.Retrieval;

namespace PaperBot.CommandLine.Json;

/// <summary>
/// What <c>replay</c> prints, and nothing of who asked. <c>runs</c> are the calls of a model, none when it had no part in it;
/// <c>sentences</c> those of its draft, each kept, rewritten, quoted or dropped; <c>answer</c> is exactly the text posted.
/// </summary>
internal sealed record ReplayJson(
    string Id, AnswerKind Kind, DateTimeOffset At, string Question, IReadOnlyList<TurnJson> History, IReadOnlyList<string> Listed,
    string? Standalone, Outcome Outcome, string Engine, string? Fallback, IReadOnlyList<ModelRun> Runs,
    IReadOnlyList<RecordedSourceJson> Sources, IReadOnlyList<SentenceTrace> Sentences, string Answer,
    IReadOnlyList<CitationJson> Citations, AnswerTimings Timings, IReadOnlyList<RatingJson> Feedback, ReplayedJson Again)
{
    public static ReplayJson Of(AnswerRecord record, IReadOnlyList<Rating> ratings, ReplayedAnswer again, CorpusSnapshot corpus)
    {
        var (question, answer) = (record.Question, record.Answer);
        return new ReplayJson(
            record.Id, record.Kind, record.At, question.Text, [.. question.History.Select(t => new TurnJson(t.Role, t.Text))],
            question.Listed, answer.Trace.Standalone, answer.Outcome, answer.Engine, answer.Trace.Fallback, answer.Trace.Runs,
            [.. record.Sources.Select(s => new RecordedSourceJson(s.PaperId, s.Title, s.Published, s.StateIn(corpus)))],
            answer.Trace.Sentences, answer.Text, AnswerJson.Of(answer).Citations, answer.Timings,
            [.. ratings.Select(r => new RatingJson(r.Good, r.Comment))],
            new ReplayedJson(again.Differences.Count == 0, again.Answer?.Text, again.Differences));
    }
}

/// <summary>A source as it was.</summary>
internal sealed record RecordedSourceJson(string Id, string Title, DateOnly? Date, SourceState State);

/// <summary>What somebody thought of the answer.</summary>
internal sealed record RatingJson(bool Good, string Comment);

/// <summary>What comes out now; <c>answer</c> is null when it cannot be made again.</summary>
internal sealed record ReplayedJson(bool Same, string? Answer, IReadOnlyList<ReplayDifference> Differences);
