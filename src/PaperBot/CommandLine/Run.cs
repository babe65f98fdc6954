using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaperBot.Embeddings;
using PaperBot.Hosting;
using PaperBot.Retrieval;
using PaperBot.Settings;

namespace PaperBot.CommandLine;

/// <summary>One run of one command: what was typed, the streams, and the program's services once they are needed.</summary>
internal sealed partial class Run(ParseResult parsed, Streams streams, string? data, string? config) : IAsyncDisposable
{
    private IHost? host;

    public Streams Streams => streams;

    public TextWriter Out => streams.Out;

    /// <summary>What <c>--data</c> names; null when it was not typed.</summary>
    public string? DataFolder => data;

    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    public T? Value<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>Whether the option was typed.</summary>
    public bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>The same run over another data folder.</summary>
    public Run In(string folder) => new(parsed, streams, folder, config);

    /// <summary>The services, with settings checked and the database ready.</summary>
    public IServiceProvider Services => (host ??= Open()).Services;

    public IHost Host => host ??= Open();

    public T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>The papers, read and indexed.</summary>
    public async Task<CorpusSnapshot> PapersAsync(CancellationToken cancellationToken)
    {
        var corpus = Service<Corpus>();
        await corpus.RefreshAsync(cancellationToken).ConfigureAwait(false);
        if (corpus.Current.Papers.Count == 0)
        {
            await streams.Error.WriteLineAsync("No papers are stored yet; `paperbot import PATH` brings some in.").ConfigureAwait(false);
        }

        return corpus.Current;
    }

    /// <summary>
    /// As <see cref="PapersAsync"/>, to be asked: where papers have vectors, the model that makes those of questions is waited for,
    /// because a command that runs once has no time to load it meanwhile.
    /// </summary>
    public async Task<CorpusSnapshot> PapersToAskAsync(CancellationToken cancellationToken)
    {
        var papers = await PapersAsync(cancellationToken).ConfigureAwait(false);
        if (papers.Vectors is { } vectors
            && await Service<QueryEmbedder>().WarmAsync(vectors.Model, cancellationToken).ConfigureAwait(false) is { } why)
        {
            await streams.Error.WriteLineAsync($"Papers are found by their words alone: {why}").ConfigureAwait(false);
        }

        return papers;
    }

    /// <summary>Says something to a person in Markdown.</summary>
    public void Show(string markdown) => new Terminal.MarkdownView(streams).Write(markdown);

    /// <summary>Writes to the log what nobody expected, with its stack.</summary>
    public void LogUnexpected(Exception unexpected)
    {
        if (host is not null)
        {
            var logger = Service<ILogger<Run>>();
            LogFailed(logger, unexpected);
        }
    }

    public async ValueTask DisposeAsync()
    {
        switch (host)
        {
            case IAsyncDisposable asynchronous:
                await asynchronous.DisposeAsync().ConfigureAwait(false);
                break;
            default:
                host?.Dispose();
                break;
        }
    }

    private IHost Open()
    {
        var settings = SettingsSource.Load(config, data);
        foreach (var unknown in SettingsSource.UnknownSections(settings))
        {
            streams.Error.WriteLine(unknown);
        }

        var opened = PaperBotHost.Build(settings, streams);
        opened.Services.GetRequiredService<IStartupValidator>().Validate();
        return opened;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The command failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
