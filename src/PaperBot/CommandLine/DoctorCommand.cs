using System.CommandLine;
using PaperBot.Diagnosis;

namespace PaperBot.CommandLine;

/// <summary><c>doctor</c>: what is in order, what is not, and what to do about it.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var json = SharedOptions.Json();
        var command = new Command("doctor", "Check settings, data, models, digests, clock and Discord") { json };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var checks = new CheckList(await Doctor.CheckAsync(() => run.Services, cancellationToken).ConfigureAwait(false));
            checks.Show(run, run.Value(json));
            return checks.ExitCode;
        });
    }
}
