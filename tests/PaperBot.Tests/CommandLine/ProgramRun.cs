using System.Text;
using System.Text.Json;
using Xunit;

namespace PaperBot.Tests.CommandLine;

/// <summary>The real program, run in this process on streams of its own.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record ProgramRun(int Code, string Out, string Error)
{
    /// <summary>The lines of standard output.</summary>
    public IReadOnlyList<string> Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Standard output as one JSON document.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>Runs a command on a data folder, with nothing at its input.</summary>
    public static Task<ProgramRun> Of(TemporaryFolder data, params string[] args) => WithInput("", data, args);

    public static async Task<ProgramRun> WithInput(string input, TemporaryFolder data, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var streams = new Streams(() => new MemoryStream(Encoding.UTF8.GetBytes(input)), output, error);
        var code = await Program.RunAsync(
            [.. args, "--data", data.Path], streams, TestContext.Current.CancellationToken);
        return new ProgramRun(code, output.ToString(), error.ToString());
    }
}
