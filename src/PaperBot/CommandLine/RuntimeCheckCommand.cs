using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.LocalModels.Runtime;

namespace PaperBot.CommandLine;

/// <summary><c>runtime-check</c>: tries whether LLamaSharp works on this machine. Only the program itself starts it.</summary>
internal static class RuntimeCheckCommand
{
    private const string Name = "runtime-check";

    // llama.cpp writes to the same stream.
    private const string Mark = "paperbot: refused: ";

    /// <summary>The trial as a process.</summary>
    public static ProcessStartInfo Start() => OwnProgram.With(Name);

    /// <summary>Why it was refused, from what the trial said; null when it did not come to say so.</summary>
    public static string? RefusalIn(string said) => said.Split('\n')
        .FirstOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal))?[Mark.Length..].Trim();

    public static Command Create(CommandLineProgram program)
    {
        var command = new Command(Name, "Tries whether LLamaSharp works here; only the program itself starts it") { Hidden = true };
        return program.Handle(command, (run, _) =>
        {
            try
            {
                using var runtime = Adapters.OpenRuntime(llamaSharp: true, natives: null, NullLoggerFactory.Instance);
                return Task.FromResult(ExitCode.Done);
            }
            catch (Exception refused) when (
                refused is LlamaException or IOException or BadImageFormatException or TypeLoadException or MissingMemberException)
            {
                run.Streams.Error.WriteLine($"{Mark}{refused.Message.Split('\n')[0].Trim()}\n{refused}");
                return Task.FromResult(ExitCode.Failed);
            }
        });
    }
}
