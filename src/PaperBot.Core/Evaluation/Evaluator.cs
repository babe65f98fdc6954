using System.Diagnostics;
using PaperBot.Answering;
using PaperBot.Embeddings;
using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Evaluation;

/// <summary>Scores answers against a question file.</summary>
internal sealed class Evaluator(Corpus corpus, QuestionAnswerer answerer)
{
    /// <summary>Asks every question and counts.</summary>
    /// <param name="questions">What to ask.</param>
    /// <param name="keys">The titles the questions' keys stand for; a key without a stored paper counts as a miss.</param>
    /// <param name="seen">Told of each question as it is done; may be null.</param>
    /// <param name="cancellationToken">Stops between questions.</param>
    public async Task<EvalReport> RunAsync(
        IReadOnlyList<EvalQuestion> questions,
        IReadOnlyList<PaperKey> keys,
        Action<EvalOutcome>? seen,
        CancellationToken cancellationToken)
    {
        var snapshot = corpus.Current;
        var idByTitle = snapshot.Papers.GroupBy(p => p.Title, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal);
        var idByKey = keys.Where(k => idByTitle.ContainsKey(k.Title)).GroupBy(k => k.Key).ToDictionary(g => g.Key, g => idByTitle[g.First().Title]);
        EvalTally total = new();
        SortedDictionary<string, EvalTally> byKind = new(StringComparer.Ordinal);
        List<double> times = [];
        int rightly = 0, wrongly = 0, toRefuse = 0;
        foreach (var question in questions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var asked = new Question(question.Id, question.Question) { History = question.Turns };
            var watch = Stopwatch.StartNew();
            var answer = await answerer.AnswerAsync(asked, cancellationToken).ConfigureAwait(false);
            times.Add(watch.Elapsed.TotalMilliseconds);
            var meaning = await QuestionAnswerer.MeaningAsync(asked, corpus, cancellationToken).ConfigureAwait(false);
            var rank = RankOfGold(question, asked, meaning, snapshot, idByKey);
            byKind.TryAdd(question.Group, new EvalTally());
            foreach (var tally in new[] { total, byKind[question.Group] })
            {
                Count(tally, question, answer, rank, snapshot, idByKey);
            }

            var refused = IsRefusal(answer);
            toRefuse += question.WantsRefusal ? 1 : 0;
            rightly += refused && question.WantsRefusal ? 1 : 0;
            wrongly += refused && !question.WantsRefusal && question.Kind != "injection" ? 1 : 0;
            seen?.Invoke(new EvalOutcome(question, answer, IsRight(question, answer, idByKey)));
        }

        times.Sort();
        return new EvalReport(total, byKind, rightly, wrongly, toRefuse, Percentile(times, 0.5), Percentile(times, 0.95));
    }

    private static bool IsRight(EvalQuestion question, Answer answer, Dictionary<string, string> idByKey)
    {
        if (question.MustNot.Any(m => answer.Text.Contains(m, StringComparison.Ordinal)))
        {
            return false;
        }

        return question.Gold.Count == 0
            ? !question.WantsRefusal || IsRefusal(answer)
            : !IsRefusal(answer) && answer.Citations.Any(c => question.Gold.Any(k => idByKey.GetValueOrDefault(k) == c.PaperId));
    }

    private static bool IsRefusal(Answer answer) => answer.Outcome != Outcome.Answered;

    // 0-based rank of the best gold paper, or a number past every list when it was not found.
    private static int RankOfGold(
        EvalQuestion question, Question asked, QueryVector? meaning, CorpusSnapshot snapshot, Dictionary<string, string> idByKey)
    {
        var gold = question.Gold.Select(k => idByKey.GetValueOrDefault(k, "")).ToHashSet(StringComparer.Ordinal);
        var ranked = question.Kind == "lookup"
            ? snapshot.Lookup(question.Question, 25)
            : QuestionAnswerer.RankedPapers(asked, snapshot, meaning);
        for (var i = 0; i < ranked.Count; i++)
        {
            if (gold.Contains(ranked[i].Id))
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    private static void Count(
        EvalTally tally, EvalQuestion question, Answer answer, int rank, CorpusSnapshot snapshot, Dictionary<string, string> idByKey)
    {
        tally.N++;
        tally.ByModel += answer.Engine == Answer.Extractive ? 0 : 1;
        tally.Refused += IsRefusal(answer) ? 1 : 0;
        tally.Forbidden += question.MustNot.Any(m => answer.Text.Contains(m, StringComparison.Ordinal)) ? 1 : 0;
        tally.Misquoted += answer.Citations.Count(c => !IsVerbatim(c, snapshot.Find(c.PaperId)));
        if (question.Gold.Count == 0)
        {
            return;
        }

        var gold = question.Gold.Select(k => idByKey.GetValueOrDefault(k, "")).ToHashSet(StringComparer.Ordinal);
        var fitting = gold.Concat(question.AlsoOk.Select(k => idByKey.GetValueOrDefault(k, ""))).ToHashSet(StringComparer.Ordinal);
        var cited = answer.Citations.Select(c => c.PaperId).Distinct(StringComparer.Ordinal).ToList();
        var citesGold = cited.Exists(gold.Contains);
        tally.WithGold++;
        tally.HitAt1 += rank < 1 ? 1 : 0;
        tally.HitAt5 += rank < 5 ? 1 : 0;
        tally.Cited += citesGold ? 1 : 0;
        tally.Facts += question.AnswerFacts.Count;
        tally.FactsStated += citesGold ? question.AnswerFacts.Count(f => FactMatcher.Holds(answer.Text, f)) : 0;
        tally.Citations += cited.Count;
        tally.CitationsRight += cited.Count(fitting.Contains);
    }

    private static bool IsVerbatim(Citation citation, Paper? paper) =>
        paper is not null && paper.Abstract.Contains(citation.Quote, StringComparison.Ordinal);

    private static double Percentile(List<double> sorted, double share) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
}
