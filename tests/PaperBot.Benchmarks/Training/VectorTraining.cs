using System.Diagnostics;
using System.Globalization;

namespace PaperBot.Benchmarks.Training;

/// <summary>Learns the shipped word vectors from a folder of abstracts, questions about some of them, and a glossary.</summary>
internal static class VectorTraining
{
    private const int MostWords = 30_000;
    private const int Dimensions = 256;
    private const int Between = 100;
    private const int FewestPapers = 10_000;

    /// <summary>Writes the vectors every hundred steps, so that learning may be ended at any time.</summary>
    /// <param name="texts">Abstracts as JSON lines: a folder or a file.</param>
    /// <param name="questions">The folder of <c>questions.jsonl</c> and <c>glossary.txt</c>.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="output">Says how far it is.</param>
    public static async Task<int> RunAsync(string texts, string questions, string path, TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        var asked = AskedQuestion.ReadFile(Path.Combine(questions, "questions.jsonl"));
        var glossary = Glossary.ReadFile(Path.Combine(questions, "glossary.txt"));
        var read = TrainingTexts.Read(texts, asked, glossary, MostWords);
        if (read.Papers.Count < FewestPapers)
        {
            throw new FormatException($"{texts} holds {read.Papers.Count} papers; to learn from takes at least {FewestPapers}.");
        }

        await TellAsync($"{read.Papers.Count} papers, {read.Asked.Count} questions, {read.Glossary.Count} lines, {read.Stems.Count} words")
            .ConfigureAwait(false);
        var vectors = LatentStart.Of(read, Dimensions);
        var (trainer, check) = (new ContrastiveTrainer(read, vectors, Dimensions), new VectorCheck(read, Dimensions));
        var lessons = new Lessons(read, new PairMaker(read));
        await TellAsync($"latent start; {check.Describe(vectors)}").ConfigureAwait(false);
        double first = 0;
        for (var step = 0; step < Lessons.Steps; step++)
        {
            if (Lessons.BeginsAnew(step))
            {
                trainer.BeginAnew();
            }

            first += trainer.Step(lessons.Of(step), Lessons.RateOf(step));
            if ((step + 1) % Between == 0)
            {
                VectorFile.Write(path, read.Stems, vectors, Dimensions);
                await TellAsync($"{step + 1} steps; own paper first {first / Between:F3}; {check.Describe(vectors)}").ConfigureAwait(false);
                first = 0;
            }
        }

        return 0;

        Task TellAsync(FormattableString line) => output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,6:F0} s  {line.ToString(CultureInfo.InvariantCulture)}"));
    }
}
