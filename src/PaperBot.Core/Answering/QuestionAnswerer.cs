using System.Diagnostics;
using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>
/// Answers a question from the corpus: in the abstracts' own words, or, where there is a model, in its words as far as the abstracts
/// support them.
/// </summary>
/// <param name="corpus">The papers.</param>
/// <param name="grounded">Writes with a model; null where there is none.</param>
internal sealed class QuestionAnswerer(Corpus corpus, GroundedReader? grounded = null)
{
    // How many ranked papers are looked into for sentences.
    private const int Depth = 12;

    // A question longer than any person types is read up to here, so that reading it stays quick.
    private const int LongestRead = 4000;

    /// <summary>The answer; never empty, never an exception for what a person may type.</summary>
    public Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return AnswerAsync(question, corpus.Current, cancellationToken);
    }

    /// <summary>The papers the question may be about, best first, before anything is answered; at most twelve.</summary>
    public static IReadOnlyList<Paper> RankedPapers(Question question, CorpusSnapshot snapshot)
    {
        var focus = ConversationFocus.Of(question, snapshot);
        return [.. Ranking.Of(question, focus, Terms(question, focus), snapshot, Depth).Hits.Select(h => h.Paper)];
    }

    // Words of earlier messages count half: they say what is spoken of, the question says what is asked.
    private static QueryTerms Terms(Question question, ConversationFocus focus) => QueryTerms.Of(question.Text).With(focus.Words, 0.5);

    private async Task<Answer> AnswerAsync(Question question, CorpusSnapshot corpus, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var read = question.Text.Length <= LongestRead ? question : question with { Text = question.Text[..LongestRead] };
        var (reply, ranking, retrieved) = Reply(read, corpus, watch);
        if (grounded is not null && ranking is not null && reply.Outcome == Outcome.Answered)
        {
            reply = await grounded.ReadAsync(read.Text, ranking, QuestionReading.Read(read.Text), cancellationToken).ConfigureAwait(false)
                ?? reply;
        }

        return reply.To(question.Id, question.Text, retrieved, watch.Elapsed.TotalMilliseconds);
    }

    // The ranking comes along where abstracts were read for the answer; a model may read them too.
    private static (Reply Reply, Ranking? Read, double RetrieveMs) Reply(Question question, CorpusSnapshot corpus, Stopwatch watch)
    {
        if (SmallTalk.ReplyTo(question.Text) is { } smallTalk)
        {
            return (Answering.Reply.Chat(smallTalk), null, 0);
        }

        if (corpus.Papers.Count == 0)
        {
            return (Answering.Reply.NoMatch("There are no papers here yet. Import a listing first.", []), null, 0);
        }

        if (EverydayRequests.IsSum(question.Text))
        {
            return (Answering.Reply.NoMatch("I do not calculate; ask me about the papers stored here.", []), null, 0);
        }

        if (OrdersToTheBot.Are(question.Text))
        {
            return (Answering.Reply.NoMatch("I only answer questions about the stored abstracts, in their own words.", []), null, 0);
        }

        var focus = ConversationFocus.Of(question, corpus);
        if (focus.PointsNowhere)
        {
            return (Answering.Reply.NoMatch("The answers above list no such paper. Ask for it by its name.", []), null, 0);
        }

        var terms = Terms(question, focus);
        var ranking = Ranking.Of(question, focus, terms, corpus, Depth);
        var retrieved = watch.Elapsed.TotalMilliseconds;
        var reader = new ExtractiveReader(corpus, corpus.Expand(terms), QuestionReading.Read(question.Text), question.Text);
        if (FieldQuestions.TryAnswer(question, ranking, corpus) is { } stated)
        {
            return (stated, null, retrieved);
        }

        return question.History.Count == 0 && TitleFragment.Find(question.Text, corpus) is { } meant && question.Filter.Admits(meant)
            ? (reader.Describe(meant), null, retrieved)
            : (reader.Read(ranking), ranking, retrieved);
    }
}
