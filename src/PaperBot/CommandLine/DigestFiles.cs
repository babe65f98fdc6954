using System.CommandLine;
using PaperBot.Archive;
using PaperBot.Digests;
using PaperBot.Hosting;
using PaperBot.Text;

namespace PaperBot.CommandLine;

/// <summary>What <c>digest</c> does with files: the options that ask for them, and the folder that the settings name.</summary>
internal sealed class DigestFiles
{
    private readonly Option<string?> write = new("--write")
    {
        Description = "Write the edition as Markdown and HTML into this folder, with a list of editions and a feed",
        HelpName = "FOLDER",
        Validators =
        {
            result =>
            {
                if (result.Tokens is [var typed] && string.IsNullOrWhiteSpace(typed.Value.Replace('\0', ' ')))
                {
                    result.AddError("--write takes a folder.");
                }
            },
        },
    };

    private readonly Option<bool> all = new("--all")
    {
        Description = "With --write: every edition kept, of all channels or of --channel; none is made",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(write);
        command.Options.Add(all);
    }

    /// <summary>Whether every kept edition is to be written.</summary>
    public bool WantsAll(Run run) => run.Value(all);

    /// <summary>Writes every kept edition, of one channel when it is named.</summary>
    /// <exception cref="UsageException">Something else was asked for beside it.</exception>
    /// <exception cref="CommandFailure">There is nothing to write, or the system refused.</exception>
    public async Task<int> WriteAllAsync(Run run, DigestRequest request, bool json, CancellationToken cancellationToken)
    {
        if (run.Value(write) is not { } folder || request is not { Date: null, Count: null, Topics: null, DryRun: false } || json)
        {
            throw new UsageException("--all goes with --write FOLDER, and besides it only with --channel.");
        }

        var query = new ArchiveQuery { Channel = request.Channel, Most = int.MaxValue };
        var kept = await run.Service<IEditionArchive>().SearchAsync(query, cancellationToken).ConfigureAwait(false);
        if (kept.Editions.Count == 0)
        {
            throw new CommandFailure(request.Channel is { } named
                ? $"No digest of the channel {named} is kept; `paperbot archive` lists what is."
                : "No digest is kept yet; `paperbot digest` makes one.");
        }

        var (files, ledger) = (run.Service<EditionFiles>(), run.Service<IDigestLedger>());
        await WrittenAsync(async () =>
        {
            foreach (var edition in kept.Editions)
            {
                if (await ledger.FindAsync(edition.Edition, cancellationToken).ConfigureAwait(false) is { } entry)
                {
                    await files.WriteAsync(folder, entry, cancellationToken).ConfigureAwait(false);
                }
            }

            foreach (var channel in kept.Editions.Select(e => e.Edition.Channel).Distinct(StringComparer.Ordinal))
            {
                await files.WriteListsAsync(folder, channel, cancellationToken).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        var count = PrintedEdition.Plural(kept.Editions.Count, "edition");
        run.Show($"{count} written into {Markdown.Code(Path.GetFullPath(folder), 1000)}.");
        return ExitCode.Done;
    }

    /// <summary>
    /// Writes an edition where it was asked for, and one that is kept also where the settings say. Of a preview only its two files
    /// are written: it is none of the channel's editions.
    /// </summary>
    /// <exception cref="CommandFailure">There is nothing to write, or the system refused the folder that was asked for.</exception>
    public async Task WriteAsync(Run run, DigestLedgerEntry entry, bool dryRun, bool json, CancellationToken cancellationToken)
    {
        if (!dryRun)
        {
            await run.Service<EditionPrinter>().PrintAsync(entry, cancellationToken).ConfigureAwait(false);
        }

        if (run.Value(write) is not { } folder)
        {
            return;
        }

        if (entry.Papers.Count == 0)
        {
            throw new CommandFailure($"Nothing was written: the digest {entry.Edition.Key} has no papers.");
        }

        var files = run.Service<EditionFiles>();
        await WrittenAsync(async () =>
        {
            await files.WriteAsync(folder, entry, cancellationToken).ConfigureAwait(false);
            if (!dryRun)
            {
                await files.WriteListsAsync(folder, entry.Edition.Channel, cancellationToken).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        if (!json)
        {
            var (document, page) = EditionFiles.PathsOf(Path.GetFullPath(folder), entry.Edition);
            run.Show($"Written: {Markdown.Code(document, 1000)}\nWritten: {Markdown.Code(page, 1000)}");
        }
    }

    private static async Task WrittenAsync(Func<Task> write)
    {
        try
        {
            await write().ConfigureAwait(false);
        }
        catch (EditionFileException refused)
        {
            throw new CommandFailure($"{refused.Message}; make room or give write access, or name another folder.");
        }
    }
}
