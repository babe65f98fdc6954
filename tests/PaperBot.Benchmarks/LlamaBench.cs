using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PaperBot.Benchmarks;

/// <summary>llama.cpp's own measure, as the peer.</summary>
/// <param name="program">The executable.</param>
/// <param name="natives">Folder of the libraries it uses, the same as ours.</param>
internal sealed class LlamaBench(string program, string natives)
{
    /// <summary>Tokens a second with a prompt of so many tokens, and while writing so many.</summary>
    public async Task<(double Prompt, double Written)> RunAsync(string model, int prompt, int written, int threads, int layers)
    {
        string[] arguments =
        [
            "-m", model, "-p", Text(prompt), "-n", Text(written), "-t", Text(threads), "-ngl", Text(layers), "-r", "1", "-o", "json",
        ];

        // It looks for the backends where it is run.
        var start = new ProcessStartInfo(Path.GetFullPath(program), arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = natives,
        };
        start.Environment["LD_LIBRARY_PATH"] = natives;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"llama-bench failed: {await errors.ConfigureAwait(false)}");
        }

        using var results = JsonDocument.Parse(output);
        return (Speed(results, "n_prompt"), Speed(results, "n_gen"));
    }

    private static double Speed(JsonDocument results, string kind) => results.RootElement.EnumerateArray()
        .First(r => r.GetProperty(kind).GetInt32() > 0).GetProperty("avg_ts").GetDouble();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
