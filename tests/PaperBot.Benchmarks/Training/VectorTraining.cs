using System.Diagnostics;
using System.Globalization;

namespace PaperBot.Benchmarks.Training;

/// <summary>Learns the shipped word vectors from a folder of abstracts.</summary>
internal static class VectorTraining
{
    private const int MostWords = 30_000;
    private const int Dimensions = 256;
    private const int Plain = 1200;
    private const int Reworded = 2800;
    private const float PlainRate = 0.03f;
    private const float RewordedRate = 0.02f;
    private const int Between = 100;
    private const int FewestPapers = 10_000;

    /// <summary>Writes the vectors every hundred steps, so that learning may be ended at any time.</summary>
    public static async Task<int> RunAsync(string texts, string path, TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        var read = TrainingTexts.Read(texts, MostWords);
        if (read.Papers.Count < FewestPapers)
        {
            throw new FormatException($"{texts} holds {read.Papers.Count} papers; to learn from takes at least {FewestPapers}.");
        }

        await TellAsync($"{read.Papers.Count} papers, {read.Stems.Count} words").ConfigureAwait(false);
        var vectors = LatentStart.Of(read, Dimensions);
        var trainer = new ContrastiveTrainer(read, new PairMaker(read), vectors, Dimensions);
        await TellAsync($"latent start; title finds abstract {trainer.Check():F3}").ConfigureAwait(false);
        double first = 0;
        for (var step = 0; step < Plain + Reworded; step++)
        {
            first += trainer.Step(step, step < Plain ? PlainRate : RewordedRate, step >= Plain);
            if ((step + 1) % Between == 0)
            {
                VectorFile.Write(path, read.Stems, vectors, Dimensions);
                await TellAsync($"{step + 1} steps; own paper first {first / Between:F3}; title finds abstract {trainer.Check():F3}")
                    .ConfigureAwait(false);
                first = 0;
            }
        }

        return 0;

        Task TellAsync(FormattableString line) => output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,6:F0} s  {line.ToString(CultureInfo.InvariantCulture)}"));
    }
}
