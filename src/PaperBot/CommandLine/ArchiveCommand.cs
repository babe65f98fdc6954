using System.CommandLine;
using PaperBot.Archive;
using PaperBot.CommandLine.Json;
using PaperBot.Commands;
using Command = System.CommandLine.Command;

namespace PaperBot.CommandLine;

/// <summary><c>archive</c>: digests found again by day and by what is in them.</summary>
internal static class ArchiveCommand
{
    public static Command Create(CommandLineProgram program)
    {
        var text = SharedOptions.Words(
            "TEXT", "Words that a paper must all have in title, summary or heading; every digest when left out");
        var since = SharedOptions.Day("--since", "Digests of this day or later");
        var until = SharedOptions.Day("--until", "Digests of this day or earlier");
        var channel = new Option<string?>("--channel")
        {
            Description = "Only this channel's; every channel's when left out", HelpName = "NAME",
        };
        var most = new Option<int>("-k")
        {
            Description = "How many digests to show", HelpName = "N", DefaultValueFactory = _ => 20,
            Validators = { result => SharedOptions.RequireRange(result, "-k", 1, 100_000) },
        };
        var json = new Option<bool>("--json")
        {
            Description = "Print JSON lines {\"edition\",\"channel\",\"date\","
                + "\"papers\":[{\"number\",\"id\",\"title\",\"topic\"}],\"total\"}: the papers that match, and how many the digest has",
        };
        var command = new Command("archive", "List the digests made, newest first, by day and by what is in them")
        {
            text, since, until, channel, most, json,
        };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            var query = new ArchiveQuery
            {
                Text = string.Join(' ', run.Value(text) ?? []), Since = run.Value(since), Until = run.Value(until),
                Channel = run.Value(channel), Most = run.Value(most),
            };
            if (query is { Since: { } first, Until: { } last } && first > last)
            {
                throw new UsageException("--since is later than --until.");
            }

            var page = await run.Service<IEditionArchive>().SearchAsync(query, cancellationToken).ConfigureAwait(false);
            if (!run.Value(json))
            {
                run.Show(ArchiveList.Of(page, query, named: query.Channel is null));
                return ExitCode.Done;
            }

            foreach (var edition in page.Editions)
            {
                run.Out.WriteJson(ArchivedEditionJson.Of(edition));
            }

            return ExitCode.Done;
        });
    }
}
