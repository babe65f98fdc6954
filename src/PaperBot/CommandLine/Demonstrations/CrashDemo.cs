using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using PaperBot.Digests;
using PaperBot.Hosting;
using PaperBot.Settings;

namespace PaperBot.CommandLine.Demonstrations;

/// <summary>
/// <c>demo crash</c>: a bot that is killed while it posts its digest, and started again; then a model that is killed while it writes.
/// Both are processes of their own and the kills are real ones.
/// </summary>
internal static class CrashDemo
{
    private const int KilledAt = 2;
    private const string Standing = "standing ";
    private const string Found = "found ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static Command Create(CommandLineProgram program)
    {
        var bot = new Option<DirectoryInfo?>("--as-bot") { Hidden = true };
        var stall = new Option<int>("--stall-at") { Hidden = true };
        var command = new Command("crash", "A digest, a kill in mid-post, a restart, one digest; then a model killed while it writes") { bot, stall };
        return program.Handle(command, async (run, cancellationToken) =>
        {
            if (run.Value(bot) is { } channel)
            {
                await PostAsync(run, channel.FullName, run.Value(stall), cancellationToken).ConfigureAwait(false);
                return ExitCode.Done;
            }

            return await SampleCorpus.UseAsync(
                run, (aside, _) => ShowAsync(aside, cancellationToken), cancellationToken).ConfigureAwait(false);
        });
    }

    // The bot's part: tells its steps on standard output, and stands still where it is to be killed.
    private static async Task PostAsync(Run run, string folder, int stallAt, CancellationToken cancellationToken)
    {
        var channel = new FolderChannel(folder, number =>
        {
            run.Out.WriteLine($"{Standing}{number}");
            if (number == stallAt)
            {
                Thread.Sleep(Patience);
            }
        });
        var entry = await run.Service<DigestService>()
            .EditionAsync(new DigestRequest { MaxLength = channel.Limits.MessageLength }, cancellationToken).ConfigureAwait(false);
        if (!run.Service<PublishingLock>().TryTake())
        {
            await run.Out.WriteLineAsync("elsewhere").ConfigureAwait(false);
            return;
        }

        // What the one before left behind is read only now that nobody else writes.
        entry = await KeptAsync(run, cancellationToken).ConfigureAwait(false);
        foreach (var part in entry.Parts.Where(p => p.State == DigestPartState.Sending))
        {
            await run.Out.WriteLineAsync($"{Found}{part.Number}").ConfigureAwait(false);
        }

        var delivery = await run.Service<DigestPublisher>().PublishAsync(entry, channel, cancellationToken).ConfigureAwait(false);
        if (delivery.Outcome != DeliveryOutcome.Complete)
        {
            throw new CommandFailure($"The digest is not posted whole: {delivery.Reason}");
        }
    }

    private static async Task<int> ShowAsync(Run run, CancellationToken cancellationToken)
    {
        var data = run.Service<IOptions<StorageOptions>>().Value.Data;
        var folder = Directory.CreateDirectory(Path.Combine(data, "channel")).FullName;
        var watch = Stopwatch.StartNew();
        Tell("A bot begins to post today's digest.");
        using (var first = Start(data, folder, KilledAt))
        {
            await FollowAsync(first, line => line == $"{Standing}{KilledAt}", cancellationToken).ConfigureAwait(false);
            first.Kill();
            await first.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }

        Tell($"Killed (kill -9), with post {KilledAt} in the channel and its ledger still saying “sending”.");
        Tell("The bot is started again.");
        using (var second = Start(data, folder, 0))
        {
            await FollowAsync(second, _ => false, cancellationToken).ConfigureAwait(false);
            await second.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            if (second.ExitCode != 0)
            {
                throw new CommandFailure("The second start failed; its error stands above.");
            }
        }

        Conclude(run, new FolderChannel(folder), await KeptAsync(run, cancellationToken).ConfigureAwait(false));
        await run.Out.WriteLineAsync().ConfigureAwait(false);
        await ModelCrashDemo.ShowAsync(run, cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;

        async Task FollowAsync(Process bot, Predicate<string> enough, CancellationToken token)
        {
            while (await bot.StandardOutput.ReadLineAsync(token).AsTask().WaitAsync(Patience, token).ConfigureAwait(false) is { } line)
            {
                Tell(line.StartsWith(Found, StringComparison.Ordinal)
                    ? $"It finds part {line[Found.Length..]} “sending” in its ledger, asks the channel, and sees that it stands."
                    : $"Post {line[Standing.Length..]} stands in the channel.");
                if (enough(line))
                {
                    return;
                }
            }
        }

        void Tell(string what) => run.Out.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,5:F1} s  {what}"));
    }

    private static Task<DigestLedgerEntry> KeptAsync(Run run, CancellationToken cancellationToken) =>
        run.Service<DigestService>().EditionAsync(new DigestRequest(), cancellationToken);

    private static void Conclude(Run run, FolderChannel channel, DigestLedgerEntry entry)
    {
        run.Out.WriteLine("\nThe channel now:");
        foreach (var (key, text) in channel.Posts)
        {
            run.Out.WriteLine($"  {key}  {text.Split('\n')[0]}");
        }

        var wanted = entry.Parts.Select(p => p.Text).ToList();
        if (!channel.Posts.Select(p => p.Text).SequenceEqual(wanted, StringComparer.Ordinal)
            || entry.Parts.Any(p => p.State != DigestPartState.Posted))
        {
            throw new CommandFailure("That is not the digest, once and whole: the promise is broken.");
        }

        run.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{wanted.Count} posts of {wanted.Count}, in order, none twice, none lost."));
    }

    private static Process Start(string data, string channel, int stallAt)
    {
        var start = OwnProgram.With(
            "demo", "crash", "--as-bot", channel, "--stall-at", stallAt.ToString(CultureInfo.InvariantCulture), "--data", data);

        // A model would write the summaries, and what is shown here is not how long that takes.
        start.Environment["PAPERBOT__Model__Engine"] = "extractive";
        return Process.Start(start) ?? throw new CommandFailure("A process for the bot could not be started.");
    }
}
