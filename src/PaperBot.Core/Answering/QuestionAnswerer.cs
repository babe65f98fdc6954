using Microsoft.Extensions.Options;
using PaperBot.Embeddings;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>
/// Answers a question from the corpus: in the abstracts' own words, or, where there is a model, in its words as far as the abstracts
/// support them.
/// </summary>
/// <param name="corpus">The papers.</param>
/// <param name="options">How long an answer may take.</param>
/// <param name="time">The clock.</param>
/// <param name="metrics">Counts answers.</param>
/// <param name="grounded">Writes with a model; null where there is none.</param>
internal sealed class QuestionAnswerer(
    Corpus corpus, IOptions<AnsweringOptions> options, TimeProvider time, AnswerMetrics metrics, GroundedReader? grounded = null)
{
    // How many ranked papers are looked into for sentences.
    private const int Depth = 12;

    // A longer question with a number in it is hardly about a place of a list alone.
    private const int MostWordsOfAPointer = 6;

    private const string NoListYet =
        "There is no list yet that numbers could point at: show a digest or a list first, or name the papers.";

    // A question longer than any person types is read up to here, so that reading it stays quick.
    private const int LongestRead = 4000;

    /// <summary>The answer; never empty, never an exception for what a person may type or a model may do.</summary>
    /// <param name="question">What is asked, after what.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    public Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken) =>
        AnswerAsync(question, null, cancellationToken);

    /// <summary>The answer; never empty, never an exception for what a person may type or a model may do.</summary>
    /// <param name="question">What is asked, after what.</param>
    /// <param name="draft">
    /// Told of the text so far whenever more of it is verified, from any thread, and once more perhaps after the answer is there;
    /// null when nobody watches.
    /// </param>
    /// <param name="cancellationToken">Stops everything.</param>
    public async Task<Answer> AnswerAsync(Question question, Action<string>? draft, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = time.GetTimestamp();
        var snapshot = corpus.Current;

        // One seed for every call of the model: a replay has only one to give.
        var read = question with
        {
            Text = question.Text.Length <= LongestRead ? question.Text : question.Text[..LongestRead],
            Seed = question.Seed ?? Random.Shared.NextInt64(1, int.MaxValue),
        };
        var model = question.WithModel ? grounded : null;
        var trace = model is null ? null : await model.Boundary.NewTraceAsync(cancellationToken).ConfigureAwait(false);
        var focus = ConversationFocus.Of(read, snapshot);
        var standalone = model is not null && focus is { IsFollowUp: true, PointsNowhere: false }
            ? await model.StandaloneAsync(read, Left(), trace!, cancellationToken).ConfigureAwait(false)
            : null;
        var meaning = await corpus.MeaningAsync(Meant(standalone ?? read.Text, focus), cancellationToken).ConfigureAwait(false);
        var (reply, ranking) = Reply(read, standalone ?? read.Text, focus, meaning, snapshot);
        var retrieved = time.GetElapsedTime(started).TotalMilliseconds;
        double? firstText = null;
        if (model is not null && ranking is not null && reply.Outcome == Outcome.Answered)
        {
            var asked = standalone ?? Explicit(read.Text, ranking);
            var early = draft is null ? null : new EarlyDraft(reply.Text, draft, time);
            var turn = new ModelTurn(Left(), read.Seed, text =>
            {
                if (text.Length == 0)
                {
                    return;
                }

                firstText ??= time.GetElapsedTime(started).TotalMilliseconds;
                early?.Written(text);
            });
            reply = await model.ReadAsync(asked, ranking, QuestionReading.Read(asked), reply, turn, trace!, cancellationToken)
                .ConfigureAwait(false) ?? reply;
            early?.End();
        }

        var total = time.GetElapsedTime(started).TotalMilliseconds;
        var answer = (reply with { Trace = Traced(trace, reply) }).To(question.Id, question.Text, retrieved, total, firstText);
        metrics.Answered(answer);
        return answer;

        TimeSpan Left() => TimeSpan.FromSeconds(options.Value.DeadlineSeconds) - time.GetElapsedTime(started);
    }

    /// <summary>The papers the question may be about, best first, before anything is answered; at most twelve.</summary>
    /// <param name="question">What is asked, after what.</param>
    /// <param name="snapshot">The papers.</param>
    /// <param name="meaning">What it means to the embedding model; null where that is not known.</param>
    public static IReadOnlyList<Paper> RankedPapers(Question question, CorpusSnapshot snapshot, QueryVector? meaning = null)
    {
        var focus = ConversationFocus.Of(question, snapshot);
        return [.. Ranking.Of(question, focus, Terms(question.Text, focus).Meant(meaning), snapshot, Depth).Hits.Select(h => h.Paper)];
    }

    /// <summary>What a question means to the embedding model, after its conversation; null where that is not known in time.</summary>
    public static Task<QueryVector?> MeaningAsync(Question question, Corpus corpus, CancellationToken cancellationToken) =>
        corpus.MeaningAsync(Meant(question.Text, ConversationFocus.Of(question, corpus.Current)), cancellationToken);

    // "And how large is it?" means nothing without what came before.
    private static string Meant(string asked, ConversationFocus focus) => focus.Words.Length > 0 ? $"{asked} {focus.Words}" : asked;

    /// <summary>
    /// The reply in the abstracts' own words with what was known when it was decided to give one. Without that where something else
    /// decides: small talk, fields of a paper, a title typed, no paper at all.
    /// </summary>
    public static (Reply Reply, Weighing? Weighing) Weigh(Question question, CorpusSnapshot snapshot)
    {
        var focus = ConversationFocus.Of(question, snapshot);
        var (reply, ranking) = Reply(question, question.Text, focus, null, snapshot);
        return (reply, ranking is null ? null : Reader(question.Text, focus, snapshot).Weigh(ranking));
    }

    // Words of earlier messages count half: they say what is spoken of, the question says what is asked.
    private static QueryTerms Terms(string asked, ConversationFocus focus) => QueryTerms.Of(asked).With(focus.Words, 0.5);

    // A follow-up names its papers only in the conversation, which the model does not see; numbers of a list are not those of its
    // sources.
    private static string Explicit(string question, Ranking ranking) => ranking switch
    {
        { NamedOnly: true } => $"{question} (about: {string.Join("; ", ranking.Named.Select(p => p.Title))})",
        { ByName: false, Named: [var meant, ..] } => $"{question} (about: {meant.Title})",
        _ => question,
    };

    // Where no model had a part, the papers cited are what the answer was made from.
    private static AnswerTrace? Traced(TraceRecord? record, Reply reply)
    {
        if (record?.Trace is not { } trace || (trace.Runs.Count == 0 && trace.Fallback is null))
        {
            return null;
        }

        return trace.Sources.Count > 0
            ? trace
            : trace with { Sources = [.. reply.Citations.Select(c => c.PaperId).Distinct(StringComparer.Ordinal)] };
    }

    private static ExtractiveReader Reader(string asked, ConversationFocus focus, CorpusSnapshot corpus) =>
        new(corpus, corpus.Expand(Terms(asked, focus)), QuestionReading.Read(asked), asked);

    // The ranking comes along where abstracts were read for the answer; a model may read them too.
    private static (Reply Reply, Ranking? Read) Reply(
        Question question, string asked, ConversationFocus focus, QueryVector? meaning, CorpusSnapshot corpus)
    {
        if (SmallTalk.ReplyTo(question.Text) is { } smallTalk)
        {
            return (Answering.Reply.Chat(smallTalk), null);
        }

        if (corpus.Papers.Count == 0)
        {
            return (Answering.Reply.NoMatch("There are no papers here yet. Import a listing first.", []), null);
        }

        if (EverydayRequests.IsSum(question.Text))
        {
            return (Answering.Reply.NoMatch("I do not calculate; ask me about the papers stored here.", []), null);
        }

        if (OrdersToTheBot.Are(question.Text))
        {
            return (Answering.Reply.NoMatch("I only answer questions about the stored abstracts, in their own words.", []), null);
        }

        if (focus.PointsNowhere)
        {
            return (Answering.Reply.NoMatch(
                question.Listed.Count > 0
                    ? "The list has no such number, or its paper is no longer stored."
                    : "The answers above list no such paper. Ask for it by its name.", []), null);
        }

        var terms = Terms(asked, focus).Meant(meaning);
        var ranking = Ranking.Of(question, focus, terms, corpus, Depth);
        var reader = Reader(asked, focus, corpus);
        if (FieldQuestions.TryAnswer(question, ranking, corpus) is { } stated)
        {
            return (stated, null);
        }

        if (question.History.Count == 0 && TitleFragment.Find(question.Text, corpus) is { } meant && question.Filter.Admits(meant))
        {
            return (reader.Describe(meant), null);
        }

        var read = reader.Read(ranking);
        return read.Outcome == Outcome.NoMatch && !focus.IsFollowUp && ListReference.In(question.Text) is not null
            && Words.Of(question.Text).Count <= MostWordsOfAPointer
            ? (Answering.Reply.NoMatch(NoListYet, []), null)
            : (read, ranking);
    }
}
