using System.Globalization;

namespace PaperBot.Benchmarks.Answerability;

/// <summary>
/// How well it is known when not to answer: a curve, by author, and whether probabilities come true; as Markdown.
/// </summary>
internal static class AnswerabilityReport
{
    // Of the answerable questions, so many are to be answered.
    private const double Answered = 0.90;
    private const int Bins = 5;

    private static readonly double[] Levels = [0.92, 0.91, Answered, 0.89, 0.88, 0.87, 0.86, 0.85, 0.82];

    /// <summary>Learns the shipped weights and writes them; the report goes to a writer.</summary>
    public static async Task<int> TrainAsync(string evaluation, string papers, string path, TextWriter output)
    {
        var training = await AnswerabilityTraining.ReadAsync(evaluation, papers).ConfigureAwait(false);
        var model = training.Learn();
        var from = Threshold(training.AcrossPapers(), Answered);
        await using (var writer = new StreamWriter(path))
        {
            Answering.Answerability.Write(training.SignNames.Zip(model.Weights), model.Bias, from, writer);
        }

        Write(training, output);
        return 0;
    }

    /// <summary>Writes the report.</summary>
    public static async Task WriteAsync(string evaluation, string papers, TextWriter output) =>
        Write(await AnswerabilityTraining.ReadAsync(evaluation, papers).ConfigureAwait(false), output);

    private static void Write(AnswerabilityTraining training, TextWriter output)
    {
        var counts = training.Questions.CountBy(q => q.Origin).ToDictionary();
        Line($"{string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{c.Value} {c.Key}"))}\n");
        var byPaper = training.AcrossPapers();
        var byAuthor = training.AcrossAuthors();
        Line($"| answerable answered | near refused | off refused | author unseen: near | off |\n|---|---|---|---|---|");
        foreach (var level in Levels)
        {
            var (papers, authors) = (Threshold(byPaper, level), Threshold(byAuthor, level));
            var unseenPapers = $"{Refused(byPaper, Origin.Near, papers)} | {Refused(byPaper, Origin.Off, papers)}";
            var unseenAuthors = $"{Refused(byAuthor, Origin.Near, authors)} | {Refused(byAuthor, Origin.Off, authors)}";
            Line($"| {level:F2} | {unseenPapers} | {unseenAuthors} |");
        }

        Line($"\nAt the point of work, papers unseen, author by author, and by the shipped weights, which saw all:\n");
        Line($"| | answerable refused | near refused | off refused | shipped: answerable | near | off |");
        Line($"|---|---|---|---|---|---|---|");
        var work = Threshold(byPaper, Answered);
        foreach (var source in byPaper.GroupBy(j => j.Question.Source).Append(byPaper.GroupBy(_ => "all").Single()))
        {
            List<Judged> judged = [.. source];
            var shipped = Each(o => Share(judged, o, j => j.Question.RefusedNow));
            Line($"| {source.Key} | {Each(o => Refused(judged, o, work))} | {shipped} |");
        }

        Line($"\n| probability | questions weighed | mean probability | answerable |\n|---|---|---|---|");
        List<Judged> weighed = [.. byPaper.Where(j => j.Question.Decided is null)];
        foreach (var bin in weighed.GroupBy(j => Math.Min(Bins - 1, (int)(j.Probability * Bins))).OrderBy(g => g.Key))
        {
            var right = bin.Count(j => j.Question.Answers) / (double)bin.Count();
            var (least, most) = (bin.Key / (double)Bins, (bin.Key + 1) / (double)Bins);
            Line($"| {least:F1} to {most:F1} | {bin.Count()} | {bin.Average(j => j.Probability):F2} | {right:F2} |");
        }

        var share = weighed.Average(j => j.Question.Answers ? 1.0 : 0);
        var brier = weighed.Average(j => Math.Pow(j.Probability - (j.Question.Answers ? 1 : 0), 2));
        Line($"\nBrier score {brier:F3}; always saying the share of answerable ones {share * (1 - share):F3}.");

        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }

    private static string Each(Func<Origin, string> cell) =>
        string.Join(" | ", new[] { Origin.Answerable, Origin.Near, Origin.Off }.Select(cell));

    private static string Refused(IReadOnlyList<Judged> judged, Origin origin, double from) =>
        Share(judged, origin, j => j.Probability < from);

    private static string Share(IReadOnlyList<Judged> judged, Origin origin, Func<Judged, bool> holds)
    {
        var all = judged.Where(j => j.Question.Origin == origin).ToList();
        var held = all.Count(holds);
        return all.Count == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{held}/{all.Count} ({(double)held / all.Count:F2})");
    }

    // The probability of the last question that is answered when a share of the answerable ones is.
    private static double Threshold(IReadOnlyList<Judged> judged, double answered)
    {
        var probabilities = judged.Where(j => j.Question.Answers).Select(j => j.Probability).OrderDescending().ToList();
        return probabilities[(int)Math.Ceiling(answered * probabilities.Count) - 1];
    }
}
