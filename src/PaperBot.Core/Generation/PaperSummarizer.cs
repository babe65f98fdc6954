using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.Papers;
using PaperBot.Prompts;
using PaperBot.Summaries;

namespace PaperBot.Generation;

/// <summary>A paper in one sentence, and what became of the model's try at it.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Tldr">The sentence to show; its text is empty for a paper without an abstract.</param>
/// <param name="Refusal">Why the model's sentence is not the one shown; null where it is, or where no model was asked.</param>
internal sealed record PaperSummary(Paper Paper, Tldr Tldr, TldrRefusal? Refusal = null);

/// <summary>
/// Summarises papers in one sentence each: a model's where there is one and its sentence passed the guard, else the abstract's
/// own. Whatever goes wrong with the model or the cache, there is a summary. Safe for concurrent use.
/// </summary>
internal sealed partial class PaperSummarizer
{
    // A person waits for one paper; several are made in the background.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Less is not worth beginning.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CachePatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private const int FailuresInARow = 2;

    private readonly TldrWriter? writer;
    private readonly ITldrCache? cache;
    private readonly TimeProvider time;
    private readonly TimeSpan longestPrompt;
    private readonly ILogger<PaperSummarizer> logger;
    private readonly ModelPause modelPause;
    private readonly ModelPause cachePause;

    /// <param name="writer">Asks the model; null where there is none.</param>
    /// <param name="cache">Remembers what it wrote; null for asking anew each time.</param>
    /// <param name="prompts">How long a model may take for one prompt.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of failures.</param>
    public PaperSummarizer(
        TldrWriter? writer = null, ITldrCache? cache = null, IOptions<PromptOptions>? prompts = null, TimeProvider? time = null,
        ILogger<PaperSummarizer>? logger = null)
    {
        this.writer = writer;
        this.cache = cache;
        this.time = time ?? TimeProvider.System;
        this.logger = logger ?? NullLogger<PaperSummarizer>.Instance;
        longestPrompt = TimeSpan.FromSeconds((prompts?.Value ?? new PromptOptions()).DeadlineSeconds);
        modelPause = new ModelPause(FailuresInARow, Pause, this.time);
        cachePause = new ModelPause(1, Pause, this.time);
    }

    /// <summary>One paper, for a person who waits: at most twenty seconds.</summary>
    public Task<PaperSummary> SummarizeAsync(Paper paper, CancellationToken cancellationToken) =>
        SummarizeAsync(paper, Patience, cancellationToken);

    /// <summary>
    /// Papers in their order, one after another; null bounds each, but not all of them. When <paramref name="within"/> is over,
    /// or the model failed twice in a row, the rest are the abstracts' own sentences at once.
    /// </summary>
    public async IAsyncEnumerable<PaperSummary> SummarizeAllAsync(
        IReadOnlyList<Paper> papers, TimeSpan? within, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        foreach (var paper in papers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var left = within is { } all ? all - time.GetElapsedTime(started) : longestPrompt;
            yield return await SummarizeAsync(paper, left, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<PaperSummary> SummarizeAsync(Paper paper, TimeSpan left, CancellationToken cancellationToken)
    {
        var own = AbstractSummarizer.Summarize(paper);
        if (writer is null || own.Text.Length == 0)
        {
            return new PaperSummary(paper, own);
        }

        try
        {
            var kept = await KeptAsync(writer.KeyOf(paper), paper, cancellationToken).ConfigureAwait(false)
                ?? await AskAsync(writer, paper, left, cancellationToken).ConfigureAwait(false);
            return kept is null ? new PaperSummary(paper, own)
                : kept.Refusal is { } refusal ? new PaperSummary(paper, own, refusal)
                : new PaperSummary(paper, new Tldr(kept.Text, TldrOrigin.Model));
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            modelPause.Failed();
            LogFailed(paper.Id, failed);
            return new PaperSummary(paper, own);
        }
    }

    private async Task<KeptTldr?> AskAsync(TldrWriter asked, Paper paper, TimeSpan left, CancellationToken cancellationToken)
    {
        if (left < Least || modelPause.IsOn)
        {
            return null;
        }

        var deadline = left < longestPrompt ? left : longestPrompt;
        if (await asked.WriteAsync(paper, deadline, cancellationToken).ConfigureAwait(false) is not { } made)
        {
            return null;
        }

        modelPause.Succeeded();
        var kept = new KeptTldr(made.Guarded.Text, made.Guarded.Refusal);
        if (kept.Refusal is { } refusal)
        {
            LogRefused(paper.Id, refusal);
            LogDetail(paper.Id, made.Guarded.Detail);
        }

        await CachedAsync(async token =>
        {
            await cache!.KeepAsync(made.Key, kept, token).ConfigureAwait(false);
            return kept;
        }, cancellationToken).ConfigureAwait(false);
        return kept;
    }

    // What was kept is checked again: a guard that became stricter holds for what was written before, too.
    private async Task<KeptTldr?> KeptAsync(TldrKey key, Paper paper, CancellationToken cancellationToken)
    {
        var kept = await CachedAsync(token => cache!.FindAsync(key, token), cancellationToken).ConfigureAwait(false);
        return kept is null or { Refusal: not null } || TldrGuard.Check(kept.Text, false, true, paper).Text == kept.Text
            ? kept : null;
    }

    // A cache that is broken, or locked by a long import, costs a moment once, not an edition.
    private async Task<KeptTldr?> CachedAsync(Func<CancellationToken, Task<KeptTldr?>> use, CancellationToken cancellationToken)
    {
        if (cache is null || cachePause.IsOn)
        {
            return null;
        }

        using var late = new CancellationTokenSource(CachePatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await use(either.Token).ConfigureAwait(false);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            cachePause.Failed();
            LogCacheFailed(failed);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model wrote no summary of {Paper}; the abstract's own words stand")]
    private partial void LogFailed(string paper, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The model's summary of {Paper} is refused: {Refusal}")]
    private partial void LogRefused(string paper, TldrRefusal refusal);

    [LoggerMessage(Level = LogLevel.Trace, Message = "The model's summary of {Paper}: {Detail}")]
    private partial void LogDetail(string paper, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Summaries cannot be kept or found for now")]
    private partial void LogCacheFailed(Exception exception);
}
