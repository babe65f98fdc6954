using System.CommandLine;
using System.Runtime.InteropServices;
using PaperBot.LocalModels.Natives;
using PaperBot.LocalModels.Runtime;
using PaperBot.Models;
using PaperBot.Terminal;

namespace PaperBot.CommandLine.Model;

/// <summary><c>model natives</c>: fetches llama.cpp's libraries that suit this machine.</summary>
internal static class ModelNativesCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var folder = new Option<string?>("--folder")
        {
            Description = "Put the libraries there instead of into the data folder", HelpName = "DIR",
        };
        var kind = new Option<NativeKind?>("--kind")
        {
            Description = "Cpu, Cuda13 or Cuda12 instead of what suits this machine", HelpName = "KIND",
        };
        var command = new Command("natives", "Fetch llama.cpp's libraries with npm, checked byte for byte") { folder, kind };
        return program.Handle(
            command,
            (run, cancellationToken) => FetchAsync(run, run.Value(folder), run.Value(kind), cancellationToken));
    }

    private static async Task<int> FetchAsync(Run run, string? folder, NativeKind? kind, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw new CommandFailure(
                "Libraries are fetched for Linux on x64 only; elsewhere build llama.cpp 0.5 as shared libraries and name their "
                + "folder in Model:Natives.");
        }

        var choice = kind is { } asked
            ? new NativeChoice(asked, $"{asked}, as asked for")
            : NativeChoice.For(NativeLibraryPlaces.Here());
        var pin = NativePins.For(choice.Kind);
        var target = Path.GetFullPath(folder ?? run.Service<NativeLibraries>().Fetched.Of(pin));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            bool fetched;
            using (var bar = new ProgressBar(run.Streams, TimeProvider.System, shown: true))
            {
                fetched = await new NativeFetch(new Npm(), TimeProvider.System)
                    .RunAsync(pin, target, new Told(bar), cancellationToken).ConfigureAwait(false);
            }

            NativeTrust.Check(target);
            var how = fetched ? "is now" : "was already";
            await run.Out.WriteLineAsync($"llama.cpp {how} in {target}, for {choice.Reason}.").ConfigureAwait(false);
            return ExitCode.Done;
        }
        catch (Exception failure) when (failure is NativeFetchException or LlamaException)
        {
            throw new CommandFailure(failure.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"The folder {target} cannot be made: {failure.Message}");
        }
    }

    private sealed class Told(ProgressBar bar) : IProgress<string>
    {
        public void Report(string value) => bar.Report(0, 1, value);
    }
}
