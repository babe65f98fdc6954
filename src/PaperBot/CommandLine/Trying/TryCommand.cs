using System.CommandLine;

namespace PaperBot.CommandLine.Trying;

/// <summary><c>try</c>: the bot in the browser, against a Discord on this machine.</summary>
internal static class TryCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var port = new Option<int>("--port")
        {
            Description = "Port on 127.0.0.1; when left out a free one, or with --keep the one before", HelpName = "N",
            Validators = { result => SharedOptions.RequireRange(result, "--port", 0, 65535) },
        };
        var noOpen = new Option<bool>("--no-open") { Description = "Print the address and open no browser" };
        var papers = new Option<FileInfo[]>("--papers")
        {
            Description = "Listings to try it with, in place of the bundled sample", HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
        };
        var keep = new Option<string?>("--keep")
        {
            Description = "Keep everything there, so that the same command goes on where it was, at the same address",
            HelpName = "FOLDER",
            Validators =
            {
                result =>
                {
                    if (result.Tokens is [var typed] && string.IsNullOrWhiteSpace(typed.Value))
                    {
                        result.AddError("--keep takes a folder, not nothing.");
                    }
                },
            },
        };
        var bot = new Option<bool>("--as-bot") { Hidden = true };
        var ahead = new Option<double>("--ahead") { Hidden = true };
        var command = new Command(
            "try", "Try the bot in the browser: no account, no network; Ctrl-C ends it and, without --keep, nothing is left behind")
        {
            port, noOpen, papers, keep, bot, ahead,
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

            var wanted = new TryRequest(run.Value(port), listings, run.Value(keep));
            await ShowAsync(run, wanted, !run.Value(noOpen), cancellationToken).ConfigureAwait(false);
            return ExitCode.Done;
        });
    }

    private static async Task ShowAsync(Run run, TryRequest wanted, bool open, CancellationToken cancellationToken)
    {
        var room = await TryRoom.OpenAsync(wanted, run.Streams.Error, cancellationToken).ConfigureAwait(false);
        await using (room.ConfigureAwait(false))
        {
            var kept = wanted.Keep is null ? "" : $"; kept in {room.Folder}";
            await run.Out.WriteLineAsync($"PaperBot is at {room.Page} (only on this machine; Ctrl-C ends it{kept})")
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

    private static List<string> Existing(IEnumerable<FileInfo> files)
    {
        List<string> paths = [.. files.Select(f => f.FullName)];
        return paths.Find(p => !File.Exists(p)) is { } missing
            ? throw new UsageException($"--papers: there is no file {missing}.")
            : paths;
    }
}
