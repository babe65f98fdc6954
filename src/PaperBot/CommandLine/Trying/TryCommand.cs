using System.CommandLine;

namespace PaperBot.CommandLine.Trying;

/// <summary><c>try</c>: the bot in the browser, against a Discord on this machine.</summary>
internal static class TryCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var port = new Option<int>("--port")
        {
            Description = "Port on 127.0.0.1; a free one when left out", HelpName = "N",
            Validators = { result => SharedOptions.RequireRange(result, "--port", 0, 65535) },
        };
        var noOpen = new Option<bool>("--no-open") { Description = "Print the address and open no browser" };
        var papers = new Option<FileInfo[]>("--papers")
        {
            Description = "Listings to try it with, in place of the bundled sample", HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
        };
        var bot = new Option<bool>("--as-bot") { Hidden = true };
        var ahead = new Option<double>("--ahead") { Hidden = true };
        var command = new Command(
            "try", "Try the bot in the browser: no account, no network; Ctrl-C ends it and nothing is left behind")
        {
            port, noOpen, papers, bot, ahead,
        };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var listings = Existing(run.Value(papers) ?? []);
            if (run.Value(bot))
            {
                var shift = TimeSpan.FromSeconds(run.Value(ahead));
                await TriedBot.RunAsync(run, shift, listings, cancellationToken).ConfigureAwait(false);
                return ExitCode.Done;
            }

            await ShowAsync(run, run.Value(port), !run.Value(noOpen), listings, cancellationToken).ConfigureAwait(false);
            return ExitCode.Done;
        });
    }

    private static async Task ShowAsync(
        Run run, int port, bool open, IReadOnlyList<string> listings, CancellationToken cancellationToken)
    {
        var room = await OpenAsync(port, listings, run.Streams.Error, cancellationToken).ConfigureAwait(false);
        await using (room.ConfigureAwait(false))
        {
            await run.Out.WriteLineAsync($"PaperBot is at {room.Page} (only on this machine; Ctrl-C ends it)")
                .ConfigureAwait(false);
            if (open)
            {
                Desktop.Open(room.Page);
            }

            try
            {
                await room.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Ctrl-C is how it is meant to end.
            }
        }
    }

    private static async Task<TryRoom> OpenAsync(
        int port, IReadOnlyList<string> listings, TextWriter errors, CancellationToken cancellationToken)
    {
        try
        {
            return await TryRoom.OpenAsync(port, listings, errors, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new CommandFailure($"Port {port} is taken; choose another with --port, or leave it out.");
        }
    }

    private static List<string> Existing(IEnumerable<FileInfo> files)
    {
        List<string> paths = [.. files.Select(f => f.FullName)];
        return paths.Find(p => !File.Exists(p)) is { } missing
            ? throw new UsageException($"--papers: there is no file {missing}.")
            : paths;
    }
}
