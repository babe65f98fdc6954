using Microsoft.Extensions.Options;
using PaperBot.Generation;
using PaperBot.Papers;
using PaperBot.Summaries;

namespace PaperBot.Digests;

/// <summary>What is asked of the digest.</summary>
internal sealed record DigestRequest
{
    /// <summary>The surface's own name for the place; null for the configured one.</summary>
    public string? Channel { get; init; }

    /// <summary>The edition's local day; null for today.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Most papers, 1 to 25; null for the configured number. An edition that exists keeps its papers.</summary>
    public int? Count { get; init; }

    /// <summary>What the edition is about; null for the configured topics. An edition that exists keeps its papers.</summary>
    public DigestTopics? Topics { get; init; }

    /// <summary>Shows what would be posted without keeping anything.</summary>
    public bool DryRun { get; init; }

    /// <summary>
    /// Whether it asks what the edition would be by other wishes: one that exists is no answer to that, and its papers are free
    /// again.
    /// </summary>
    public bool IsTrial => DryRun && (Topics is not null || Count is not null);

    /// <summary>Most UTF-16 units in one post; at least 200.</summary>
    public int MaxLength { get; init; } = 2000;
}

/// <summary>Makes an edition once, and shows the same edition ever after.</summary>
internal sealed class DigestService(
    IPaperStore papers, IDigestLedger ledger, DigestPlans plans, IOptions<DigestSettings> options, TimeProvider clock,
    PaperSummarizer summarizer)
{
    // A small model on a slow processor writes a dozen sentences in this time; an edition is not held up for longer.
    public static readonly TimeSpan SummariesWithin = TimeSpan.FromMinutes(3);

    // Each failed attempt means another writer made progress; three in a row do not happen to a person.
    private const int Attempts = 3;

    // Weak: between digests the memory is worth more than the second that reading takes.
    private Reading? lastRead;

    /// <summary>The edition of the request, made now when it does not exist.</summary>
    /// <exception cref="UnusablePlanException">The channel's plan cannot be read, as its time zone is not known here.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is not from 1 to 25, or the length below 200.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be used.</exception>
    public async Task<DigestLedgerEntry> EditionAsync(DigestRequest request, CancellationToken cancellationToken)
    {
        var (plan, edition, now) = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plan.Count, DigestSettings.MostPapers);
        for (var attempt = 1; ; attempt++)
        {
            var existing = await ledger.FindAsync(edition, cancellationToken).ConfigureAwait(false);
            if (existing is { Papers.Count: > 0 } && !request.IsTrial)
            {
                return existing;
            }

            var made = await MakeAsync(edition, plan, request, existing, now, cancellationToken).ConfigureAwait(false);
            if (request.DryRun)
            {
                return made;
            }

            if (await ledger.TryOpenAsync(made, cancellationToken).ConfigureAwait(false) is { } kept)
            {
                return kept;
            }

            if (attempt == Attempts)
            {
                return await ledger.FindAsync(edition, cancellationToken).ConfigureAwait(false)
                    ?? throw new InvalidOperationException(
                        $"The digest {edition.Key} could not be kept: other editions were made at the same time.");
            }
        }
    }

    /// <summary>Which edition a request means.</summary>
    /// <exception cref="UnusablePlanException">The channel's plan cannot be read.</exception>
    public async Task<DigestEdition> NameAsync(DigestRequest request, CancellationToken cancellationToken) =>
        (await ReadAsync(request, cancellationToken).ConfigureAwait(false)).Edition;

    /// <summary>Whether the edition of the request can be made, or better waits for a source that is still filling.</summary>
    /// <param name="request">Which edition; one that exists is ready.</param>
    /// <param name="dueSince">When it was first asked for; the longest wait counts from here.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be used.</exception>
    public async Task<DigestReadiness> ReadinessAsync(
        DigestRequest request, DateTimeOffset dueSince, CancellationToken cancellationToken)
    {
        var settle = TimeSpan.FromMinutes(options.Value.SettleMinutes);
        var (plan, edition, now) = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
        if (settle == TimeSpan.Zero
            || await ledger.FindAsync(edition, cancellationToken).ConfigureAwait(false) is { Papers.Count: > 0 })
        {
            return DigestReadiness.Now;
        }

        var corpus = await CorpusAsync(cancellationToken).ConfigureAwait(false);
        var shown = await ledger.ShownAsync(edition.Channel, cancellationToken).ConfigureAwait(false);
        var window = Window(edition, plan, request, previous: null);
        return DigestSettling.Decide(
            SourceDelivery.Of(corpus, now), () => DigestSelector.IsThin(corpus, shown, window), now, dueSince, settle);
    }

    private async Task<(DigestPlan Plan, DigestEdition Edition, DateTimeOffset Now)> ReadAsync(
        DigestRequest request, CancellationToken cancellationToken)
    {
        var plan = await plans.OfAsync(request.Channel, cancellationToken).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        try
        {
            plan.ReadTopics();
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, plan.ReadZone()).DateTime);
            var edition = new DigestEdition(plan.Channel, request.Date ?? today);
            return (plan with { Count = request.Count ?? plan.Count }, edition, now);
        }
        catch (FormatException wrong)
        {
            throw new UnusablePlanException(plan, wrong);
        }
    }

    private DigestWindow Window(DigestEdition edition, DigestPlan plan, DigestRequest request, DateOnly? previous) =>
        new(edition.Date, plan.ReadZone(), plan.Count, options.Value.CandidateDays, previous)
        {
            Topics = request.Topics ?? plan.ReadTopics(),
        };

    // Many channels are due at the same minute, and each is asked for twice: whether it is ready, then its edition.
    private async Task<IReadOnlyList<Paper>> CorpusAsync(CancellationToken cancellationToken)
    {
        var stamp = await papers.StampAsync(cancellationToken).ConfigureAwait(false);
        if (lastRead is { } last && last.Stamp == stamp && last.Papers.TryGetTarget(out var known))
        {
            return known;
        }

        List<Paper> corpus = [];
        await foreach (var paper in papers.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            corpus.Add(paper);
        }

        lastRead = new Reading(stamp, new WeakReference<List<Paper>>(corpus));
        return corpus;
    }

    private async Task<DigestLedgerEntry> MakeAsync(
        DigestEdition edition, DigestPlan plan, DigestRequest request, DigestLedgerEntry? existing, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var corpus = await CorpusAsync(cancellationToken).ConfigureAwait(false);
        var shown = await ledger.ShownAsync(edition.Channel, cancellationToken).ConfigureAwait(false);
        if (request.IsTrial && existing is not null)
        {
            shown = shown.Except(existing.PaperIds).ToHashSet(StringComparer.Ordinal);
        }

        var previous = await ledger.PreviousAsync(edition.Channel, edition.Date, cancellationToken).ConfigureAwait(false);
        var window = Window(edition, plan, request, previous);
        var selection = DigestSelector.Select(corpus, shown, window);
        var summaries = new Dictionary<string, Tldr>(StringComparer.Ordinal);
        List<Paper> chosen = [.. selection.Picks.Select(p => p.Paper)];
        await foreach (var summary in summarizer.SummarizeAllAsync(chosen, SummariesWithin, cancellationToken)
            .ConfigureAwait(false))
        {
            summaries[summary.Paper.Id] = summary.Tldr;
        }

        var content = DigestComposer.Compose(edition, selection, corpus, summaries) with
        {
            Note = DigestSettling.Note(SourceDelivery.Of(corpus, now), now),
        };
        return Entry(content, DigestRenderer.Render(content, request.MaxLength), now);
    }

    /// <summary>Content and posts as they are kept, nothing of it sent.</summary>
    public static DigestLedgerEntry Entry(DigestContent content, IReadOnlyList<string> posts, DateTimeOffset now) => new()
    {
        Edition = content.Edition,
        Made = now,
        EmptyReason = content.EmptyReason,
        Papers = [.. content.Groups.SelectMany(
            g => g.Items.Select(i => new DigestLedgerPaper(
                i.Number, i.Paper.Id, i.Paper.Title, i.Tldr, g.Heading, i.Reason, DigestPrint.Of(i.Paper))))],
        Parts = [.. posts.Select((text, i) => new DigestPart(i + 1, text))],
    };

    private sealed record Reading(string Stamp, WeakReference<List<Paper>> Papers);
}
