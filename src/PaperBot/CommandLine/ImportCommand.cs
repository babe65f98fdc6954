using System.CommandLine;
using System.Globalization;
using PaperBot.CommandLine.Json;
using PaperBot.Hosting;
using PaperBot.Importing;
using PaperBot.Papers;
using PaperBot.Text;

namespace PaperBot.CommandLine;

/// <summary><c>import</c>: listings into the store, and back out of it.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files or folders; - is standard input", Arity = ArgumentArity.ZeroOrMore, HelpName = "PATH",
        };
        var list = new Option<bool>("--list") { Description = "List the imports that can be undone" };
        var undo = new Option<string?>("--undo") { Description = "Take back an import as a whole", HelpName = "N|last" };
        var json = SharedOptions.Json();
        var command = new Command(
            "import", "Import saved listing pages, JSON lines, BibTeX, RIS, arXiv Atom, HTML pages, or folders of them")
        {
            paths, list, undo, json,
        };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var named = run.Value(paths) ?? [];
            if ((named.Length > 0 ? 1 : 0) + (run.Value(list) ? 1 : 0) + (run.Value(undo) is null ? 0 : 1) != 1)
            {
                throw new UsageException("import takes either paths, --list or --undo.");
            }

            if (named.Contains(string.Empty))
            {
                throw new UsageException("A path is empty.");
            }

            if (run.Value(list))
            {
                return await ListAsync(run, run.Value(json), cancellationToken).ConfigureAwait(false);
            }

            return run.Value(undo) is { } which
                ? await UndoAsync(run, which, run.Value(json), cancellationToken).ConfigureAwait(false)
                : await ImportAsync(run, named, run.Value(json), cancellationToken).ConfigureAwait(false);
        });
    }

    private static async Task<int> ImportAsync(Run run, string[] paths, bool json, CancellationToken cancellationToken)
    {
        var request = new ImportRequest(paths) { Input = paths.Contains("-") ? run.Streams.OpenInput() : null };
        var report = await run.Service<PaperImports>().ImportAsync(request, showProgress: !json, cancellationToken).ConfigureAwait(false);
        if (json)
        {
            run.Out.WriteJson(ImportJson.Of(report));
        }
        else
        {
            foreach (var line in ImportText.Of(report))
            {
                run.Show(line);
            }
        }

        if (report.Cancelled)
        {
            await run.Streams.Error.WriteLineAsync(
                "Interrupted: the files read completely are stored, nothing of the others is.").ConfigureAwait(false);
            return ExitCode.Interrupted;
        }

        await HintAtSampleAsync(run, report).ConfigureAwait(false);
        if (report.FailedPaths is [_, ..] failed)
        {
            var why = report.Files.First(f => f.Requested == failed[0]).Skipped is [var first, ..] ? first.Reason : "no paper in it";
            var others = failed.Count == 1 ? "" : $" (and from {failed.Count - 1} more)";
            throw new CommandFailure($"Nothing was imported from {failed[0]}{others}: {why}.");
        }

        return ExitCode.Done;
    }

    // Invented papers among real ones would mislead; taking them away is the person's decision.
    private static async Task HintAtSampleAsync(Run run, ImportReport report)
    {
        // What was asked for is done: an interruption now would only deny it.
        if (report.Import is not null && await run.Service<IPaperStore>().ReadAllAsync(CancellationToken.None)
            .AnyAsync(p => p.IsSample, CancellationToken.None).ConfigureAwait(false))
        {
            await run.Streams.Error.WriteLineAsync(
                "The invented sample papers are still stored; `paperbot import --list` shows their import, --undo takes it back.")
                .ConfigureAwait(false);
        }
    }

    private static async Task<int> ListAsync(Run run, bool json, CancellationToken cancellationToken)
    {
        var imports = await run.Service<IPaperStore>().ImportsAsync(cancellationToken).ConfigureAwait(false);
        foreach (var import in imports)
        {
            if (json)
            {
                run.Out.WriteJson(new ImportSummaryJson(import.Number, import.Begun, import.Files, import.Papers));
            }
            else
            {
                run.Show(string.Create(
                    CultureInfo.InvariantCulture,
                    $"**{import.Number}** {import.Begun:yyyy-MM-dd HH:mm} UTC · {import.Papers} papers · "
                    + $"{Markdown.Literal(string.Join(", ", import.Files))}"));
            }
        }

        if (imports.Count == 0 && !json)
        {
            run.Show("There is no import to undo.");
        }

        return ExitCode.Done;
    }

    private static async Task<int> UndoAsync(Run run, string which, bool json, CancellationToken cancellationToken)
    {
        var store = run.Service<IPaperStore>();
        var number = which.Equals("last", StringComparison.OrdinalIgnoreCase)
            ? await store.ImportsAsync(cancellationToken).ConfigureAwait(false) is [var last, ..] ? last.Number
                : throw new CommandFailure("There is no import to undo.")
            : long.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var typed)
                ? typed
                : throw new UsageException($"--undo takes the number of an import or 'last', not '{which}'.");
        var undone = await store.UndoAsync(number, cancellationToken).ConfigureAwait(false)
            ?? throw new CommandFailure($"There is no import {number} to undo; `paperbot import --list` shows them.");
        if (json)
        {
            run.Out.WriteJson(new UndoneImportJson(number, undone.Removed, undone.Reverted));
        }
        else
        {
            run.Show(string.Create(
                CultureInfo.InvariantCulture, $"Import {number} is undone: {undone.Removed} papers removed, {undone.Reverted} reverted."));
        }

        return ExitCode.Done;
    }
}
