using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PaperBot.CommandLine.Trying.Keeping;
using PaperBot.Digests;
using PaperBot.DiscordSimulator.Page;
using PaperBot.DiscordSurface;
using PaperBot.Hosting;
using PaperBot.Importing;
using PaperBot.Settings;

namespace PaperBot.CommandLine.Trying;

/// <summary>
/// The bot's side of <c>try</c>: the service as it always is, with a clock that can be moved and a welcome in its channel. It
/// hears what to do on standard input and ends with it, so that it never outlives whoever started it.
/// </summary>
internal static class TriedBot
{
    /// <summary>Begins the line that says how far the clock is ahead, in seconds.</summary>
    public const string Ahead = "ahead";

    /// <summary>The line that has a lying model caught.</summary>
    public const string Lies = "lies";

    /// <summary>A file in the data folder that the bot holds while it runs.</summary>
    public const string Mark = "paperbot-try-bot.lock";

    // Whoever started the bot before this one may have been killed; it ends when it notices, in its own time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(
        Run run, TimeSpan ahead, IReadOnlyList<string> listings, CancellationToken cancellationToken)
    {
        using var alone = await TakeAsync(run.DataFolder, cancellationToken).ConfigureAwait(false);
        var clock = new ShiftedClock(ahead);
        var host = PaperBotHost.Build(SettingsSource.Load(null, run.DataFolder), run.Streams, clock);
        await using var _ = ((IAsyncDisposable)host).ConfigureAwait(false);
        if (listings.Count > 0)
        {
            await ImportAsync(host.Services, listings, run.Streams.Error, cancellationToken).ConfigureAwait(false);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = HostedService.RunAsync(host, stop.Token);
        var lines = Channel.CreateUnbounded<string>();
        var deserted = Task.Run(() => ReadAsync(run.Streams, lines.Writer, stop.Token), CancellationToken.None);
        var told = ListenAsync(host.Services, clock, listings.Count == 0, lines.Reader, run.Streams.Out, stop.Token);
        await Task.WhenAny(running, told, deserted).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
    }

    private static async Task<HeldFile?> TakeAsync(string? data, CancellationToken cancellationToken)
    {
        if (data is null)
        {
            return null;
        }

        PrivateFiles.MakeFolder(data);
        for (var began = TimeProvider.System.GetTimestamp(); ;)
        {
            if (HeldFile.TryTake(Path.Combine(data, Mark), FileMode.OpenOrCreate) is { } held)
            {
                return held;
            }

            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                throw new CommandFailure($"The bot that ran before still uses {data}; end it, or wait until it has ended.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken).ConfigureAwait(false);
        }
    }

    // From the first moment on: a bot whose starter was killed before it came in would look for its Discord for ever.
    private static async Task ReadAsync(Streams streams, ChannelWriter<string> lines, CancellationToken cancellationToken)
    {
        try
        {
            using var input = streams.OpenText();
            while (await input.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                await lines.WriteAsync(line, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // It ends for another reason.
        }
    }

    // Without a paper of one's own the sample would take its place, which nobody asked for.
    private static async Task ImportAsync(
        IServiceProvider services, IReadOnlyList<string> listings, TextWriter errors, CancellationToken cancellationToken)
    {
        var report = await services.GetRequiredService<PaperImports>()
            .ImportAsync(new ImportRequest(listings), showProgress: false, cancellationToken).ConfigureAwait(false);
        if (report.Total == 0)
        {
            throw new CommandFailure($"No paper could be read from {string.Join(", ", listings)}.");
        }

        foreach (var failed in report.FailedPaths)
        {
            await errors.WriteLineAsync($"No paper could be read from {failed}.").ConfigureAwait(false);
        }
    }

    private static async Task ListenAsync(
        IServiceProvider services, ShiftedClock clock, bool isSample, ChannelReader<string> lines, TextWriter steps,
        CancellationToken cancellationToken)
    {
        try
        {
            var channel = services.GetRequiredService<IOptions<DigestSettings>>().Value.Channel;
            await services.GetRequiredService<DiscordBot>().Connected.WaitAsync(cancellationToken).ConfigureAwait(false);
            await Welcome.PostAsync(services, channel, isSample, cancellationToken).ConfigureAwait(false);
            await foreach (var line in lines.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (line.StartsWith(Ahead, StringComparison.Ordinal))
                {
                    clock.Ahead = TimeSpan.FromSeconds(double.Parse(line.AsSpan(Ahead.Length), CultureInfo.InvariantCulture));
                    services.GetRequiredService<DigestAgenda>().LookAgain();
                }
                else if (line == Lies)
                {
                    await CaughtLies.PostAsync(services, channel, steps, cancellationToken).ConfigureAwait(false);
                    await steps.WriteLineAsync(BotProcess.Done).ConfigureAwait(false);
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or DiscordGatewayException)
        {
            // The service tells why by itself.
        }
    }
}
