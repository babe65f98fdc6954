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

    /// <summary>Shows what would be posted without keeping anything.</summary>
    public bool DryRun { get; init; }

    /// <summary>Most UTF-16 units in one post; at least 200.</summary>
    public int MaxLength { get; init; } = 2000;
}

/// <summary>Makes an edition once, and shows the same edition ever after.</summary>
internal sealed class DigestService(
    IPaperStore papers, IDigestLedger ledger, IOptions<DigestSettings> options, TimeProvider clock, PaperSummarizer summarizer)
{
    // A small model on a slow processor writes a dozen sentences in this time; an edition is not held up for longer.
    public static readonly TimeSpan SummariesWithin = TimeSpan.FromMinutes(3);

    // Each failed attempt means another writer made progress; three in a row do not happen to a person.
    private const int Attempts = 3;

    /// <summary>The edition of the request, made now when it does not exist.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not from 1 to 25, or the length below 200.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be used.</exception>
    public async Task<DigestLedgerEntry> EditionAsync(DigestRequest request, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var count = request.Count ?? settings.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, DigestSettings.MostPapers);
        var zone = settings.TimeZone;
        var now = clock.GetUtcNow();
        var edition = new DigestEdition(
            request.Channel ?? settings.Channel,
            request.Date ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime));
        for (var attempt = 1; ; attempt++)
        {
            if (await ledger.FindAsync(edition, cancellationToken).ConfigureAwait(false) is { Papers.Count: > 0 } existing)
            {
                return existing;
            }

            var made = await MakeAsync(edition, count, request.MaxLength, now, cancellationToken).ConfigureAwait(false);
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

    private async Task<DigestLedgerEntry> MakeAsync(
        DigestEdition edition, int count, int maxLength, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        List<Paper> corpus = [];
        await foreach (var paper in papers.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            corpus.Add(paper);
        }

        var shown = await ledger.ShownAsync(edition.Channel, cancellationToken).ConfigureAwait(false);
        var previous = await ledger.PreviousAsync(edition.Channel, edition.Date, cancellationToken).ConfigureAwait(false);
        var window = new DigestWindow(edition.Date, settings.TimeZone, count, settings.CandidateDays, previous);
        var selection = DigestSelector.Select(corpus, shown, window);
        var summaries = new Dictionary<string, Tldr>(StringComparer.Ordinal);
        List<Paper> chosen = [.. selection.Picks.Select(p => p.Paper)];
        await foreach (var summary in summarizer.SummarizeAllAsync(chosen, SummariesWithin, cancellationToken)
            .ConfigureAwait(false))
        {
            summaries[summary.Paper.Id] = summary.Tldr;
        }

        var content = DigestComposer.Compose(edition, selection, corpus, summaries);
        return Entry(content, DigestRenderer.Render(content, maxLength), now);
    }

    /// <summary>Content and posts as they are kept, nothing of it sent.</summary>
    public static DigestLedgerEntry Entry(DigestContent content, IReadOnlyList<string> posts, DateTimeOffset now) => new()
    {
        Edition = content.Edition,
        Made = now,
        EmptyReason = content.EmptyReason,
        Papers = [.. content.Groups.SelectMany(
            g => g.Items.Select(i => new DigestLedgerPaper(i.Number, i.Paper.Id, i.Paper.Title, i.Tldr, g.Heading, i.Reason, DigestPrint.Of(i.Paper))))],
        Parts = [.. posts.Select((text, i) => new DigestPart(i + 1, text))],
    };
}
