using System.CommandLine;
using PaperBot.CommandLine.Json;
using PaperBot.Diagnosis;
using PaperBot.Text;

namespace PaperBot.CommandLine;

/// <summary><c>doctor</c>: what is in order, what is not, and what to do about it.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var json = SharedOptions.Json();
        var command = new Command("doctor", "Check settings, data and clock") { json };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var checks = await Doctor.CheckAsync(() => run.Services, cancellationToken).ConfigureAwait(false);
            if (run.Value(json))
            {
                run.Out.WriteJson(new DoctorJson(
                    [.. checks.Select(c => new CheckJson(c.Name, c.Status.ToString().ToLowerInvariant(), c.Detail, c.Fix))]));
            }
            else
            {
                run.Show(string.Join('\n', checks.Select(c =>
                    $"- **{c.Name}** {c.Status.ToString().ToLowerInvariant()}: {Markdown.Literal(c.Detail)}"
                    + (c.Fix is null ? "" : $" {Markdown.Literal(c.Fix)}"))));
            }

            return checks.Any(c => c.Status == CheckStatus.Problem) ? ExitCode.Failed : ExitCode.Done;
        });
    }
}
