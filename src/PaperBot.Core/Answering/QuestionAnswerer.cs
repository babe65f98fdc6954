using System.Diagnostics;
using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>Answers a question from the corpus, in the abstracts' own words.</summary>
internal sealed class QuestionAnswerer(Corpus corpus)
{
    private const string Engine = "extractive";

    // How many ranked papers are looked into for sentences.
    private const int Depth = 12;

    /// <summary>The answer; never empty, never an exception for what a person may type.</summary>
    public Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Answer(question, corpus.Current));
    }

    /// <summary>The papers the question may be about, best first, before anything is answered; at most twelve.</summary>
    public static IReadOnlyList<Paper> RankedPapers(Question question, CorpusSnapshot snapshot)
    {
        var focus = ConversationFocus.Of(question, snapshot);
        return [.. Ranking.Of(question, focus, Terms(question, focus), snapshot, Depth).Hits.Select(h => h.Paper)];
    }

    // Words of earlier messages count half: they say what is spoken of, the question says what is asked.
    private static QueryTerms Terms(Question question, ConversationFocus focus) => QueryTerms.Of(question.Text).With(focus.Words, 0.5);

    private static Answer Answer(Question question, CorpusSnapshot corpus)
    {
        var watch = Stopwatch.StartNew();
        var reply = SmallTalk.ReplyTo(question.Text);
        if (reply is not null)
        {
            return Finish(question, watch, 0, Reply.Chat(reply));
        }

        if (corpus.Papers.Count == 0)
        {
            return Finish(question, watch, 0, Reply.NoMatch("There are no papers here yet. Import a listing first.", []));
        }

        if (SmallTalk.IsOrderToTheBot(question.Text))
        {
            return Finish(question, watch, 0, Reply.NoMatch(
                "I only answer questions about the stored abstracts, in their own words.", []));
        }

        var focus = ConversationFocus.Of(question, corpus);
        var terms = Terms(question, focus);
        var ranking = Ranking.Of(question, focus, terms, corpus, Depth);
        var retrieved = watch.Elapsed.TotalMilliseconds;
        var result = FieldQuestions.TryAnswer(question, focus, ranking, corpus)
            ?? new ExtractiveReader(corpus, corpus.Expand(terms), QuestionReading.Read(question.Text), question.Text).Read(ranking);
        return Finish(question, watch, retrieved, result);
    }

    private static Answer Finish(Question question, Stopwatch watch, double retrieveMs, Reply reply)
    {
        var total = watch.Elapsed.TotalMilliseconds;
        return new Answer
        {
            QuestionId = question.Id,
            Question = question.Text,
            Text = reply.Text,
            Outcome = reply.Outcome,
            Engine = Engine,
            Citations = reply.Citations,
            Nearest = reply.Nearest,
            Timings = new AnswerTimings(retrieveMs, total, total),
        };
    }
}

/// <summary>What is said, before it becomes an <see cref="Answering.Answer"/>.</summary>
internal sealed record Reply(Outcome Outcome, string Text, IReadOnlyList<Citation> Citations, IReadOnlyList<NearestPaper> Nearest)
{
    public static Reply Chat(string text) => new(Outcome.Chat, text, [], []);

    public static Reply Answered(string text, SourceList sources) =>
        new(Outcome.Answered, $"{text}\n\n{sources.Render()}", sources.Citations, []);

    public static Reply NotStated(string text, SourceList sources) =>
        new(Outcome.NotStated, $"{text}\n\n{sources.Render()}", sources.Citations, []);

    public static Reply NoMatch(string text, IEnumerable<Paper> nearest)
    {
        List<NearestPaper> papers = [.. nearest.Take(3).Select(p => new NearestPaper(p.Id, p.Title))];
        return new Reply(
            Outcome.NoMatch,
            papers.Count == 0 ? text : $"{text} Nearest:\n{string.Join('\n', papers.Select(p => $"- {p.Title}"))}",
            [],
            papers);
    }
}
