using PaperBot.Generation;
using PaperBot.Grounding;
using PaperBot.Papers;
using PaperBot.Prompts;

namespace PaperBot.Answering;

/// <summary>What a model says of several papers together.</summary>
/// <param name="Overview">Verified sentences; empty when there are none.</param>
/// <param name="Themes">Verified themes, none twice; empty when there are fewer than two.</param>
/// <param name="Read">How many papers fitted into what the model was given.</param>
internal sealed record WrittenThemes(
    IReadOnlyList<SupportedSentence> Overview, IReadOnlyList<SupportedSentence> Themes, int Read);

/// <summary>Writes overview and themes of a few papers with a model, every sentence verified.</summary>
internal sealed class ThemeWriter(PatientWriter writer)
{
    private const int FewestThemes = 2;
    private const int MostThemes = 5;
    private const int MostSentences = 5;
    private const double LeastOverlap = 0.6;

    /// <summary>More abstracts make small models worse.</summary>
    public const int MostPapers = 8;

    /// <summary>What stands around the model.</summary>
    public ModelBoundary Boundary => writer.Boundary;

    /// <summary>Overview and themes, each empty where the model failed at it.</summary>
    /// <param name="topic">What the papers are about; empty for anything.</param>
    /// <param name="papers">At most eight.</param>
    /// <param name="seed">The sampler's seed; null for any.</param>
    /// <param name="trace">Of the answer.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public async Task<WrittenThemes> WriteAsync(
        string topic, IReadOnlyList<Paper> papers, long? seed, TraceRecord trace, CancellationToken cancellationToken)
    {
        // One seed for every call: a replay has only one to give.
        seed ??= Random.Shared.NextInt64(1, int.MaxValue);

        // Each of the two may take half of the time.
        var limit = Boundary.Deadline / 2;
        var about = string.IsNullOrWhiteSpace(topic) ? "what these papers are about" : topic;
        var overview = await WrittenAsync(
            new GroundedTask(PromptNames.Overview, new Dictionary<string, string> { ["topic"] = about }, papers)
            {
                MostSentences = MostSentences,
            }).ConfigureAwait(false);

        // A model that could not say one supported sentence would only keep the reader waiting.
        var themes = overview is null ? null : await WrittenAsync(
            new GroundedTask(PromptNames.Themes, new Dictionary<string, string>(), papers) { MostSentences = MostThemes }).ConfigureAwait(false);

        // An abstract's sentence in the place of a refused one is evidence, but it names no theme.
        List<SupportedSentence> named = themes is null ? []
            : [.. SupportedSentence.Of(themes).Where(t => !t.IsOwn && Covers(t, themes.Sources))
                .DistinctBy(t => t.Text, StringComparer.OrdinalIgnoreCase)];
        return new WrittenThemes(
            overview is null ? [] : SupportedSentence.Of(overview), named.Count < FewestThemes ? [] : named, overview?.Sources.Count ?? 0);

        async Task<GroundedText?> WrittenAsync(GroundedTask task) =>
            await writer.WriteAsync(task with { Seed = seed }, limit, trace, cancellationToken).ConfigureAwait(false) is { Outcome: GenerationOutcome.Written } text
                ? text : null;
    }

    // A theme is short: the names of the papers alone would be enough of it for the check of longer sentences.
    private static bool Covers(SupportedSentence theme, IReadOnlyList<GroundingSource> sources)
    {
        var cited = sources.Where(s => theme.Evidence.Any(e => e.Paper.Id == s.Paper.Id)).Select(s => $"[{s.Number}]");
        return new CitationVerifier(sources).Check($"{theme.Text} {string.Concat(cited)}").Overlap >= LeastOverlap;
    }
}
