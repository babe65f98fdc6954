using PaperBot.Answering;
using PaperBot.Conversations;
using PaperBot.Records;
using PaperBot.Retrieval;

namespace PaperBot.Tests.Records;

/// <summary>Kept answers of which a test names only what it is about.</summary>
internal static class SomeRecords
{
    public static AnswerRecord Kept(
        string id, string person = "ada", string? conversation = "room/ada", DateTimeOffset? at = null, params Turn[] history) => new()
    {
        Id = id,
        Question = new Question("q", "what is Larder?") { History = history },
        Answer = new Answer
        {
            Id = id, QuestionId = "q", Question = "what is Larder?", Text = $"A vector index. [1]\n-# answer {id}", Outcome = Outcome.Answered,
            Engine = "extractive",
        },
        Person = person,
        Conversation = conversation,
        At = at ?? Some.Moment,
    };

    /// <summary>Every field set, with letters that JSON and SQL could stumble over.</summary>
    public static AnswerRecord Whole(string id) => new()
    {
        Id = id,
        Kind = AnswerKind.Question,
        Question = new Question("q-7", "compare \"2\" and 5 — naïve? \u0000 '; DROP TABLE answers; -- 中文 \U0001F600")
        {
            History =
            [
                new Turn(Speaker.User, "papers?\nplease") { Person = "bob" },
                new Turn(Speaker.Bot, "[1] A\t[2] B") { Person = "bob", Papers = ["a-1", "b-2"] },
            ],
            Listed = ["b-2", "a-1"],
            Seed = 9_007_199_254_740_993,
            Filter = new PaperFilter
            {
                After = new DateOnly(2026, 1, 2), Before = new DateOnly(2026, 12, 31), Category = "cs.CL", Author = "Øyvind",
                Ids = new HashSet<string> { "a-1", "b-2", "c-3" },
            },
        },
        Answer = new Answer
        {
            Id = id,
            QuestionId = "q-7",
            Question = "compare",
            Text = "A gains 4.2\\% [1].\n\nSources:\n[1] A (date not given)\n-# answer " + id,
            Outcome = Outcome.NotStated,
            Engine = "local",
            Citations = [new Citation(1, "a-1", "A", "It gains 4.2\\%.", new DateOnly(2026, 3, 4)), new Citation(2, "b-2", "B", "")],
            Nearest = [new NearestPaper("c-3", "C")],
            Themes = ["one", "two"],
            Timings = new AnswerTimings(0.1, 1d / 3, 123456.789),
            Trace = new AnswerTrace
            {
                Standalone = "compare B and A",
                Sources = ["b-2", "a-1"],
                Runs =
                [
                    new ModelRun(
                        "answer", "00ff", "tiny-1b", "ee11", 42, [new ModelMessage("system", "Be <short>."), new ModelMessage("user", "Q?")],
                        "<think>hm</think>A gains 5% [1].", "stop", 12.5),
                ],
                Sentences = [new SentenceTrace("A gains 5% [1].", "quoted", "number", "5% is not in the source.", "It gains 4.2\\%.")],
                Fallback = "too slow",
            },
        },
        Sources = [new RecordedSource("a-1", "A", new DateOnly(2026, 3, 4), "0123456789abcdef"), new RecordedSource("b-2", "B", null, "ff")],
        Person = "ada",
        Conversation = "thread-1",
        At = new DateTimeOffset(2026, 1, 5, 9, 0, 0, 123, TimeSpan.Zero),
    };
}
