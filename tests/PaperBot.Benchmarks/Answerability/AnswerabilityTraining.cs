namespace PaperBot.Benchmarks.Answerability;

/// <summary>
/// Learns how likely a question is answered, and what that is worth on questions it did not learn from.
/// </summary>
/// <param name="questions">Real ones, and those made from them.</param>
internal sealed class AnswerabilityTraining(IReadOnlyList<WeighedQuestion> questions)
{
    private const int Folds = 5;

    // Weights of sizes that questions of this number cannot tell from 0 are drawn there. Half or double changes nothing.
    private const double Ridge = 10;

    // Near misses are few and are what this is about. Made questions are many and easy to make more of: together they weigh less
    // than
    // the real ones, and they keep lengths and wordings alike on both sides, which people's questions do not.
    private static readonly Dictionary<Origin, double> Counts = new()
    {
        [Origin.Answerable] = 1,
        [Origin.Near] = 2,
        [Origin.Off] = 1,
        [Origin.Removed] = 0.2,
        [Origin.Erased] = 0.3,
        [Origin.Renamed] = 0.3,
    };

    /// <summary>Reads questions and papers.</summary>
    /// <param name="evaluation">Holds <c>questions.dev*.jsonl</c> and <c>paper-keys.jsonl</c>.</param>
    /// <param name="papers">The listings these are about.</param>
    public static async Task<AnswerabilityTraining> ReadAsync(string evaluation, string papers)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "sample");
        var listings = Directory.EnumerateFiles(shipped)
            .Where(f => Path.GetFileName(f) is not ("README.md" or "questions.jsonl" or "keys.jsonl"))
            .Order(StringComparer.Ordinal);
        var real = await AskedCorpus.ReadAsync([papers], Path.Combine(evaluation, "paper-keys.jsonl")).ConfigureAwait(false);
        var sample = await AskedCorpus.ReadAsync([.. listings], Path.Combine(shipped, "keys.jsonl")).ConfigureAwait(false);
        return new AnswerabilityTraining(
        [
            .. Directory.EnumerateFiles(evaluation, "questions.dev*.jsonl").Order(StringComparer.Ordinal).SelectMany(real.Weigh),
            .. real.Weigh(Path.Combine(AppContext.BaseDirectory, "pairs.jsonl")),
            .. sample.Weigh(Path.Combine(shipped, "questions.jsonl")),
        ]);
    }

    /// <summary>All questions.</summary>
    public IReadOnlyList<WeighedQuestion> Questions => questions;

    /// <summary>The signs' names, in the order of their values.</summary>
    public IReadOnlyList<string> SignNames => [.. questions.First(q => q.Signs is not null).Signs!.All.Select(s => s.Name)];

    /// <summary>Learns from all questions that words do not decide.</summary>
    public LogisticRegression Learn() => Learn(questions).Then(Calibration(AcrossPapers(calibrated: false)));

    /// <summary>
    /// The real questions, each judged by a model, and a calibration, that saw no question about its paper.
    /// </summary>
    public IReadOnlyList<Judged> AcrossPapers() => AcrossPapers(calibrated: true);

    /// <summary>As <see cref="AcrossPapers()"/>, by models that saw no question of its author.</summary>
    public IReadOnlyList<Judged> AcrossAuthors() => Across(
        q => q.Source, (held, q) => q.Source != held[0].Source, calibrated: true);

    private List<Judged> AcrossPapers(bool calibrated) => Across(
        q => (Hash(q.Papers[0]) % Folds).ToString(System.Globalization.CultureInfo.InvariantCulture),
        (held, q) =>
        {
            var papers = held.Select(h => h.Papers[0]).ToHashSet(StringComparer.Ordinal);
            return !q.Papers.Any(papers.Contains);
        },
        calibrated);

    private List<Judged> Across(
        Func<WeighedQuestion, string> fold, Func<List<WeighedQuestion>, WeighedQuestion, bool> mayTeach, bool calibrated)
    {
        List<List<Judged>> judged = [];
        foreach (var held in questions.GroupBy(fold).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToList()))
        {
            var model = Learn([.. questions.Where(q => mayTeach(held, q))]);
            judged.Add([.. held.Where(q => q.IsReal).Select(q =>
                new Judged(q, q.Decided is null ? model.LogOdds(q.Values) : 0))]);
        }

        return [.. calibrated ? judged.SelectMany(part => Calibrated(part, Calibration(Others(part)))) : judged.SelectMany(part => part)];

        IEnumerable<Judged> Others(List<Judged> part) => judged.Where(other => other != part).SelectMany(other => other);
    }

    private static IEnumerable<Judged> Calibrated(List<Judged> part, LogisticRegression calibration) =>
        part.Select(j => j with { LogOdds = calibration.LogOdds([j.LogOdds]) });

    // Made questions shift the odds: what they come to is learned from the real ones that are weighed, by a model that did not
    // see
    // them. Source: J. Platt, "Probabilistic outputs for support vector machines", 1999.
    private static LogisticRegression Calibration(IEnumerable<Judged> judged) => LogisticRegression.Learn(
        [.. judged.Where(j => j.Question.Decided is null).Select(j => (new[] { j.LogOdds }, j.Question.Answers, 1.0))], 1e-3);

    private static LogisticRegression Learn(IReadOnlyList<WeighedQuestion> taught) => LogisticRegression.Learn(
        [.. taught.Where(q => q.Decided is null).Select(q => (q.Values, q.Answers, Counts[q.Origin]))], Ridge);

    // FNV-1a, 32 bits: string.GetHashCode differs from run to run.
    private static uint Hash(string text) => text.Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619u);
}

/// <summary>A question and the logarithm of the odds that it is answered.</summary>
internal sealed record Judged(WeighedQuestion Question, double LogOdds)
{
    /// <summary>The probability; 0 or 1 where words decide.</summary>
    public double Probability => Question.Decided switch
    {
        true => 1,
        false => 0,
        null => 1 / (1 + Math.Exp(-LogOdds)),
    };
}
