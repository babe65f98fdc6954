using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Runtime;
using PaperBot.LocalModels.Serving;

namespace PaperBot.Benchmarks;

/// <summary>Our speeds beside llama-bench's, in turns on the same machine with the same libraries; the ratios are what counts.</summary>
internal static class SpeedReport
{
    private const int Prompt = 512;
    private const int Written = 64;

    // Tokens that the chat template adds: with more than 512 in all llama.cpp would look over the next 256 places of memory, too.
    private const int Template = 30;
    private const int LongPrompt = 1500;
    private const int Context = 2048;
    private static readonly int[] Together = [1, 2, 4, 8];

    public static async Task<int> WriteAsync(string model, string natives, string peer, IReadOnlyList<string> settings, TextWriter output)
    {
        natives = Path.GetFullPath(natives);
        model = Path.GetFullPath(model);
        var (rounds, threads, layers) = (Setting(settings, "rounds", 5), Setting(settings, "threads", 2), Setting(settings, "layers", 0));
        using var runtime = LlamaCppRuntime.Open(natives, NullLogger.Instance);
        var options = new ModelServiceOptions
        {
            Path = model, ContextTokens = Context, Together = Together[^1], Threads = threads, GpuLayers = layers,
        };
        var service = await ModelService.LoadAsync(
            runtime, options, TimeProvider.System, NullLoggerFactory.Instance, null, CancellationToken.None).ConfigureAwait(false);
        await using (service.ConfigureAwait(false))
        {
            var own = new OwnSpeed(service);
            await output.WriteLineAsync(Invariant(
                $"{service.Model.Description}; {service.Model.Device} llama.cpp {runtime.Facts.Version}, {rounds} rounds\n"))
                .ConfigureAwait(false);
            await WarmAsync(own).ConfigureAwait(false);
            await BesideAsync(own, new LlamaBench(peer, natives), model, rounds, threads, layers, output).ConfigureAwait(false);
            await ReuseAsync(own, rounds, output).ConfigureAwait(false);

            // The weights are mapped, so that a second load takes no memory worth speaking of.
            using var loaded = runtime.Load(new ModelLoad(model) { GpuLayers = layers }, null, CancellationToken.None);
            using var context = loaded.Open(new ContextShape { Tokens = Context, Sequences = Together[^1], Threads = threads });
            await TogetherAsync(own, new BareLoop(context), rounds, output).ConfigureAwait(false);
        }

        return 0;
    }

    // llama-bench computes once unmeasured, too. Here the managed code is compiled again while it runs, on a core that computes.
    private static async Task WarmAsync(OwnSpeed own)
    {
        for (var round = 0; round < 4; round++)
        {
            await own.WriteAsync("", own.Fresh(Prompt - Template), Written).ConfigureAwait(false);
            await Task.WhenAll(Enumerable.Range(0, Together[^1]).Select(_ => own.WriteAsync("", own.Fresh(16), 16))).ConfigureAwait(false);
        }
    }

    private static async Task BesideAsync(
        OwnSpeed own, LlamaBench bench, string model, int rounds, int threads, int layers, TextWriter output)
    {
        List<double> prompts = [];
        List<double> texts = [];
        await output.WriteLineAsync("| tokens a second | PaperBot | llama-bench | ratio |\n|---|---|---|---|").ConfigureAwait(false);
        for (var round = 0; round < rounds; round++)
        {
            // Each goes first every other time, so that neither has the cooler machine.
            var (theirs, prompt, text) = (default((double Prompt, double Written)), default(Timing), default(Timing));
            for (var turn = 0; turn < 2; turn++)
            {
                if (turn == round % 2)
                {
                    theirs = await bench.RunAsync(model, Prompt, Written, threads, layers).ConfigureAwait(false);
                }
                else
                {
                    // As llama-bench does: the writing begins with nothing before it that would have to be looked back at.
                    prompt = await own.WriteAsync("", own.Fresh(Prompt - Template), 1).ConfigureAwait(false);
                    text = await own.WriteAsync("", own.Fresh(1), Written).ConfigureAwait(false);
                }
            }

            prompts.Add(Row($"prompt of {Prompt}", prompt!.PromptSpeed, theirs.Prompt));
            texts.Add(Row($"writing {Written}", text!.WrittenSpeed, theirs.Written));
        }

        await output.WriteLineAsync(Invariant(
            $"\nMedian ratio: prompt {Median(prompts):F3}, writing {Median(texts):F3}.\n")).ConfigureAwait(false);

        double Row(string what, double ours, double theirs)
        {
            output.WriteLine(Invariant($"| {what} | {ours:F1} | {theirs:F1} | {ours / theirs:F3} |"));
            return ours / theirs;
        }
    }

    private static async Task ReuseAsync(OwnSpeed own, int rounds, TextWriter output)
    {
        List<double> ratios = [];
        await output.WriteLineAsync(
            $"| first words, prompt of {LongPrompt} tokens | cold, ms | instructions computed before, ms | ratio |\n|---|---|---|---|")
            .ConfigureAwait(false);
        for (var round = 0; round < rounds; round++)
        {
            var instructions = own.Fresh(LongPrompt);
            var cold = await own.WriteAsync(instructions, "What is the first paper of?", 2).ConfigureAwait(false);
            var again = await own.WriteAsync(instructions, "And of what is the second?", 2).ConfigureAwait(false);
            ratios.Add(again.First / cold.First);
            await output.WriteLineAsync(Invariant(
                $"| {again.Reused} of {again.Prompt} reused | {cold.First.TotalMilliseconds:F0} | {again.First.TotalMilliseconds:F0} | {ratios[^1]:F3} |"))
                .ConfigureAwait(false);
        }

        await output.WriteLineAsync(Invariant($"\nMedian ratio: {Median(ratios):F3}.\n")).ConfigureAwait(false);
    }

    private static async Task TogetherAsync(OwnSpeed own, BareLoop bare, int rounds, TextWriter output)
    {
        await output.WriteLineAsync("| texts at once | tokens a second in all | times one | llama.cpp's decoding alone, times one |\n|---|---|---|---|")
            .ConfigureAwait(false);
        var (ours, theirs) = (Together.ToDictionary(t => t, _ => new List<double>()), Together.ToDictionary(t => t, _ => new List<double>()));
        for (var round = 0; round < rounds; round++)
        {
            foreach (var together in Together)
            {
                // Short prompts that are computed in one step, so that all write at the same time.
                var questions = Enumerable.Range(0, together).Select(_ => own.Fresh(16)).ToList();
                var texts = await Task.WhenAll(questions.Select(q => own.WriteAsync("", q, Written))).ConfigureAwait(false);
                ours[together].Add(texts.Sum(t => t.WrittenSpeed));
                theirs[together].Add(bare.Speed(together, Written));
            }
        }

        foreach (var together in Together)
        {
            var speed = Median(ours[together]);
            await output.WriteLineAsync(Invariant(
                $"| {together} | {speed:F1} | {speed / Median(ours[1]):F2} | {Median(theirs[together]) / Median(theirs[1]):F2} |"))
                .ConfigureAwait(false);
        }
    }

    private static int Setting(IReadOnlyList<string> settings, string name, int otherwise) =>
        settings.FirstOrDefault(s => s.StartsWith(name + "=", StringComparison.Ordinal)) is { } given
            ? int.Parse(given[(name.Length + 1)..], CultureInfo.InvariantCulture)
            : otherwise;

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
