using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PaperBot.Digests;
using PaperBot.DiscordSurface;
using PaperBot.Models;
using PaperBot.Retrieval;
using PaperBot.Terminal;
using PaperBot.Text;

namespace PaperBot.Hosting;

/// <summary>
/// The service from start to end: the sample on a first start, then Discord, or today's digest and questions at the terminal, and an
/// orderly stop.
/// </summary>
internal static class HostedService
{
    public static async Task RunAsync(IHost host, CancellationToken cancellationToken)
    {
        var services = host.Services;
        HaveThreads();
        try
        {
            await OpenAsync(services, cancellationToken).ConfigureAwait(false);
            await host.StartAsync(cancellationToken).ConfigureAwait(false);

            // What could not be started cannot be stopped either, and trying to would hide why.
            try
            {
                await (services.GetService<DiscordBot>() is { } bot
                    ? ServeDiscordAsync(bot, services.GetRequiredService<TerminalScreen>(), cancellationToken)
                    : services.GetRequiredService<Conversation>().RunAsync(cancellationToken)).ConfigureAwait(false);
            }
            finally
            {
                await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Being told to stop is how a service ends.
        }
    }

    // Indexing and answering keep a thread each busy for longer than a heartbeat or a person who types may wait for one. The pool
    // begins with one for each core and takes its time over more.
    private static void HaveThreads()
    {
        const int enough = 16;
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, enough), ports);
    }

    private static async Task OpenAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var screen = services.GetRequiredService<TerminalScreen>();
        var corpus = services.GetRequiredService<Corpus>();
        if (await services.GetRequiredService<SampleImport>().ImportIfEmptyAsync(cancellationToken).ConfigureAwait(false) is { } sample)
        {
            screen.Show($"This is a first start: {sample.Total} sample papers are imported, invented papers by invented authors. "
                + "Import your own with `paperbot import PATH`.");
        }
        else
        {
            await corpus.RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        // While a person reads the digest. A stop does not wait for it, and what it does not reach is built when asked for.
        _ = Task.Run(corpus.Current.Warm, CancellationToken.None);
        if (services.GetService<DiscordBot>() is not null)
        {
            return;
        }

        try
        {
            var shown = await services.GetRequiredService<DigestClock>()
                .ShowTodayAsync(screen.Show, cancellationToken).ConfigureAwait(false);
            await services.GetRequiredService<Conversation>().RememberAsync(shown, cancellationToken).ConfigureAwait(false);
        }
        catch (UnusablePlanException wrong)
        {
            // Questions are answered all the same.
            screen.Show(Markdown.Literal(wrong.Message));
        }

        screen.Show("Discord is not set up (`PAPERBOT__Discord__Token` is empty): this prompt is the place to ask.");
        if (services.GetRequiredService<Streams>() is { InputIsTerminal: true, OutputIsTerminal: true })
        {
            screen.Show("Ask a question, or type `/help`; `/quit` ends. `./run try` shows all of it in the browser, as in Discord.");
            screen.Show(services.GetRequiredService<WritingEngines>().Told());
        }
    }

    // Until it is told to stop, or Discord will not have the bot.
    private static async Task ServeDiscordAsync(DiscordBot bot, TerminalScreen screen, CancellationToken cancellationToken)
    {
        try
        {
            var ready = await bot.Connected.WaitAsync(cancellationToken).ConfigureAwait(false);
            var servers = ready.Guilds.Count;
            screen.ShowPlain(string.Create(
                CultureInfo.InvariantCulture, $"Connected to Discord as {ready.Me.Name}, in {servers} server{(servers == 1 ? "" : "s")}."));
            await bot.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DiscordGatewayException refused)
        {
            throw new CommandFailure(refused.Message);
        }
    }
}
