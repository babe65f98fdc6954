using System.Globalization;
using PaperBot.Answering;
using PaperBot.Conversations;
using PaperBot.Records;
using PaperBot.Retrieval;

namespace PaperBot.CommandLine;

/// <summary>A replay for a person to read: what was asked, what happened, what was posted, what comes out now.</summary>
internal static class ReplayText
{
    public static string Of(AnswerRecord record, IReadOnlyList<Rating> ratings, ReplayedAnswer again, CorpusSnapshot corpus)
    {
        var page = new PlainPage();
        Asked(page, record);
        Made(page, record.Answer);
        Sources(page, record, corpus);
        Runs(page, record.Answer.Trace);
        Checked(page, record.Answer.Trace);
        page.Heading("POSTED").Line(record.Answer.Text, 2);
        if (ratings.Count > 0)
        {
            page.Heading("FEEDBACK");
            foreach (var rating in ratings)
            {
                page.Line($"{(rating.Good ? "good" : "bad")}{(rating.Comment.Length > 0 ? $": {rating.Comment}" : "")}", 2);
            }
        }

        Again(page, record.Answer, again);
        return page.ToString();
    }

    private static void Asked(PlainPage page, AnswerRecord record)
    {
        var question = record.Question;
        var what = record.Kind switch { AnswerKind.Summary => "summary", AnswerKind.Comparison => "comparison", _ => "question" };
        page.Line($"ANSWER {record.Id}");
        page.Fact("When", record.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        page.Fact(char.ToUpperInvariant(what[0]) + what[1..], question.Text.Length > 0 ? question.Text : "all papers");
        if (record.Answer.Trace.Standalone is { } standalone)
        {
            page.Fact("Searched as", standalone);
        }

        if (question.Listed.Count > 0)
        {
            page.Line("Over this list:", 2);
            for (var i = 0; i < question.Listed.Count; i++)
            {
                page.Line(string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {question.Listed[i]}"), 4);
            }
        }

        if (question.Filter is { After: not null } or { Before: not null } or { Category: not null } or { Author: not null })
        {
            page.Fact("Only papers", Filter(question.Filter));
        }

        if (question.Listed.Count == 0 && question.Filter.Ids is { } ids)
        {
            page.Fact("Only among", string.Join(", ", ids.Order(StringComparer.Ordinal)));
        }

        if (question.History.Count > 0)
        {
            page.Heading("BEFORE IT");
            foreach (var turn in question.History)
            {
                page.Line(turn.Role == Speaker.User ? "Person:" : "Bot:", 2).Line(turn.Text, 4);
            }
        }
    }

    private static string Filter(PaperFilter filter) => string.Join(", ", new[]
    {
        filter.After is { } after ? $"from {Day(after)} on" : null,
        filter.Before is { } before ? $"up to {Day(before)}" : null,
        filter.Category is { } category ? $"in category {category}" : null,
        filter.Author is { } author ? $"by {author}" : null,
    }.OfType<string>());

    private static void Made(PlainPage page, Answer answer)
    {
        page.Heading("HOW IT WAS MADE");
        page.Fact("Outcome", answer.Outcome switch
        {
            Outcome.Answered => "answered",
            Outcome.NotStated => "a paper is about it, but does not state it",
            _ => "no paper is about it",
        });
        page.Fact("Engine", answer.Engine);
        page.Fact("Time", string.Create(
            CultureInfo.InvariantCulture,
            $"{answer.Timings.TotalMs:F0} ms, of which {answer.Timings.RetrieveMs:F0} ms to find papers"));
        if (answer.Trace.Runs.Count == 0)
        {
            page.Line(
                "No model had a part in it: the words are the abstracts' own or were read off the papers' fields. So there is no "
                + "prompt, no seed and no raw output.", 2);
        }

        if (answer.Trace.Fallback is { } fallback)
        {
            page.Fact("Why not in the model's words", fallback);
        }
    }

    private static void Sources(PlainPage page, AnswerRecord record, CorpusSnapshot corpus)
    {
        page.Heading("SOURCES");
        if (record.Sources.Count == 0)
        {
            page.Line("none", 2);
        }

        for (var i = 0; i < record.Sources.Count; i++)
        {
            var source = record.Sources[i];
            var state = source.StateIn(corpus) switch
            {
                SourceState.Changed => "CHANGED since: title or abstract reads differently now",
                SourceState.Gone => "GONE: no longer stored",
                _ => "unchanged since",
            };
            page.Line(string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {source.Title} ({Dated(source.Published)})"), 2);
            page.Line(source.PaperId, 5).Line(state, 5);
        }
    }

    private static void Runs(PlainPage page, AnswerTrace trace)
    {
        for (var i = 0; i < trace.Runs.Count; i++)
        {
            var run = trace.Runs[i];
            page.Heading(string.Create(CultureInfo.InvariantCulture, $"CALL {i + 1} OF THE MODEL: {run.Prompt}"));
            page.Fact("Prompt file", $"SHA-256 {run.PromptHash}");
            page.Fact("Model", run.Model ?? "it does not say its name");
            page.Fact("Model file", run.ModelFileHash is { } hash ? $"SHA-256 {hash}" : "none, or not told");
            page.Fact("Seed", run.Seed?.ToString(CultureInfo.InvariantCulture) ?? "none");
            page.Fact("Ended", string.Create(CultureInfo.InvariantCulture, $"{run.Ended}, after {run.Milliseconds:F0} ms"));
            foreach (var message in run.Messages)
            {
                page.Line($"Sent as {message.Role}:", 2).Line(message.Text, 4);
            }

            page.Line("Raw output:", 2).Line(run.Raw.Length > 0 ? run.Raw : "(nothing)", 4);
        }
    }

    private static void Checked(PlainPage page, AnswerTrace trace)
    {
        if (trace.Sentences.Count == 0)
        {
            return;
        }

        page.Heading("WHAT CHECKING CHANGED");
        foreach (var sentence in trace.Sentences)
        {
            page.Line($"{sentence.Fate.ToUpperInvariant()}: {sentence.Draft}", 2);
            if (sentence.Objection is { } objection)
            {
                page.Line($"why: {objection}{(sentence.Detail.Length > 0 ? $" - {sentence.Detail}" : "")}", 4);
            }

            if (sentence.Fate is "rewritten" or "quoted")
            {
                page.Line($"instead: {sentence.Posted}", 4);
            }
        }
    }

    private static void Again(PlainPage page, Answer then, ReplayedAnswer again)
    {
        page.Heading("RUN AGAIN NOW");
        if (again.Differences.Count == 0)
        {
            page.Line("The same came out.", 2);
            return;
        }

        page.Line(again.Answer is null ? "It cannot be run again." : "Not the same:", 2);
        foreach (var difference in again.Differences)
        {
            page.Line($"{difference.What}: {difference.Detail}", 4);
        }

        if (again.Answer is { } now && AnswerFooter.Strip(then.Text) != now.Text)
        {
            page.Line("It would be posted now:", 2).Line(now.Text, 4);
        }
    }

    private static string Dated(DateOnly? day) => day is { } known ? Day(known) : "date not given";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
