using System.CommandLine;
using PaperBot.CommandLine.Demonstrations;
using PaperBot.LocalModels.ModelHost;
using PaperBot.Models;

namespace PaperBot.CommandLine;

/// <summary><c>model-host</c>: the process a local model runs in. Only the program itself starts it.</summary>
internal static class ModelHostCommand
{
    private const string Name = "model-host";
    private const string PipeOption = "--pipe";
    private const string StandInOption = "--stand-in";

    /// <summary>A host of a model.</summary>
    public static HostProgram Program { get; } = pipe => OwnProgram.With(Name, PipeOption, pipe);

    /// <summary>A host of the stand-in for a model.</summary>
    public static HostProgram StandInProgram { get; } = pipe => OwnProgram.With(Name, StandInOption, PipeOption, pipe);

    public static Command Create(CommandLineProgram program)
    {
        var pipe = new Option<string>(PipeOption) { Required = true };
        var standIn = new Option<bool>(StandInOption);
        var command = new Command(Name, "The process a local model runs in; only the program itself starts it") { pipe, standIn };
        command.Hidden = true;

        // Ctrl-C reaches it too, but it is the program that says when a text is over, by closing the pipe.
        return program.Handle(command, async (run, _) =>
        {
            await HostEntry.RunAsync(
                run.Value(pipe)!, run.Value(standIn) ? StandInModel.OpenAsync : LocalModelHost.OpenAsync).ConfigureAwait(false);
            return ExitCode.Done;
        });
    }
}
