using System.CommandLine;
using PaperBot.Hosting;

namespace PaperBot.CommandLine;

/// <summary><c>serve</c>: the hosted service.</summary>
internal static class ServeCommand
{
    public static Command Create(CommandLineProgram program) => program.Handle(
        new Command("serve", "Run the bot: today's digest, then questions and commands (default)"),
        async (run, cancellationToken) =>
        {
            await HostedService.RunAsync(run.Host, cancellationToken).ConfigureAwait(false);
            return ExitCode.Done;
        });
}
