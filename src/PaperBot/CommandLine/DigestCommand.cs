using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Options;
using PaperBot.CommandLine.Json;
using PaperBot.Digests;
using PaperBot.Surfaces;

namespace PaperBot.CommandLine;

/// <summary><c>digest</c>: an edition, made when it does not exist.</summary>
internal static class DigestCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var date = SharedOptions.Day("--date", "Which day; today when left out");
        var channel = new Option<string?>("--channel")
        {
            Description = "For which channel; the configured one when left out", HelpName = "NAME",
            Validators =
            {
                result =>
                {
                    if (result.Tokens is [var typed] && string.IsNullOrWhiteSpace(typed.Value))
                    {
                        result.AddError("--channel takes a name.");
                    }
                },
            },
        };
        var count = new Option<int?>("--count")
        {
            Description = "Most papers, 1 to 25", HelpName = "N",
            Validators = { result => SharedOptions.RequireRange(result, "--count", 1, 25) },
        };
        var topics = new Option<string?>("--topics")
        {
            Description = "Only papers of these topics, such as 'sign language, category:cs.CL, -survey'; "
                + "the configured ones when left out",
            HelpName = "TERMS",
            Validators = { RequireTopics },
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what an edition would be and keep nothing" };
        var stands = new Option<string?>("--stands")
        {
            Description = "Says of posts nobody could be sure of, after a look at the channel, whether they stand there",
            HelpName = "yes|no",
        }.AcceptOnlyFromAmong("yes", "no");
        var files = new DigestFiles();
        var json = SharedOptions.Json();
        var command = new Command("digest", "Make today's digest, or show it again")
        {
            date, channel, count, topics, dryRun, stands, json,
        };
        files.AddTo(command);
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var request = new DigestRequest
            {
                Channel = run.Value(channel), Date = run.Value(date), Count = run.Value(count), DryRun = run.Value(dryRun),
                Topics = run.Value(topics) is { } typed ? DigestTopics.Parse(typed) : null,
            };
            if (run.Value(stands) is { } answer)
            {
                return await SettleAsync(run, request, answer == "yes", cancellationToken).ConfigureAwait(false);
            }

            if (files.WantsAll(run))
            {
                return await files.WriteAllAsync(run, request, run.Value(json), cancellationToken).ConfigureAwait(false);
            }

            if (!run.Value(json))
            {
                // A person reads it in one piece; a program gets posts that fit a chat service.
                request = request with { MaxLength = run.Service<IChatSurface>().Limits.MessageLength };
            }

            var entry = await run.Service<DigestService>().EditionAsync(request, cancellationToken).ConfigureAwait(false);
            if (run.Value(json))
            {
                run.Out.WriteJson(DigestJson.Of(entry));
            }
            else
            {
                run.Show(string.Join("\n\n", entry.Parts.Select(p => p.Text)));
                var own = run.Service<IOptions<DigestSettings>>().Value.Channel;
                if (!request.DryRun && entry.Papers.Count > 0 && entry.Edition.Channel == own)
                {
                    // Whoever reads the channel has read it here; the service need not show it again.
                    await run.Service<DigestPublisher>().MarkShownAsync(entry, cancellationToken).ConfigureAwait(false);
                }
            }

            await files.WriteAsync(run, entry, request.DryRun, run.Value(json), cancellationToken).ConfigureAwait(false);
            return ExitCode.Done;
        });
    }

    private static void RequireTopics(OptionResult result)
    {
        try
        {
            _ = DigestTopics.Parse(result.Tokens is [var typed] ? typed.Value : "");
        }
        catch (FormatException wrong)
        {
            result.AddError($"--topics cannot be read: {wrong.Message}");
        }
    }

    private static async Task<int> SettleAsync(Run run, DigestRequest request, bool stands, CancellationToken cancellationToken)
    {
        var edition = await run.Service<DigestService>().NameAsync(request, cancellationToken).ConfigureAwait(false);
        var settled = await run.Service<DigestPublisher>().SettleAsync(edition, stands, cancellationToken).ConfigureAwait(false);
        if (settled == 0)
        {
            throw new CommandFailure($"Nothing of the digest {edition.Key} is in doubt; --date and --channel name another.");
        }

        run.Show($"Noted: {settled} of its posts {(stands ? "stand" : "will be sent again by the running service")}.");
        return ExitCode.Done;
    }
}
