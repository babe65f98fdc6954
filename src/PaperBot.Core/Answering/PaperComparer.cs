using System.Diagnostics;
using PaperBot.Generation;
using PaperBot.Papers;
using PaperBot.Prompts;
using PaperBot.Retrieval;
using PaperBot.Summaries;

namespace PaperBot.Answering;

/// <summary>
/// Puts papers side by side in one chat message: a short table, then cited sentences, a model's where there is one and they are
/// supported, else the abstracts' own.
/// </summary>
/// <param name="corpus">The papers around those compared.</param>
/// <param name="writer">Writes with a model; null where there is none.</param>
/// <param name="use">Whether it may; null for always.</param>
internal sealed class PaperComparer(Corpus corpus, PatientWriter? writer = null, ModelSwitch? use = null)
{
    /// <summary>More papers do not fit one message.</summary>
    public const int MostPapers = 8;

    // One sentence a paper and two on what differs.
    private const int MostDifferences = 2;

    /// <summary>As below, with any seed.</summary>
    public Task<Answer> CompareAsync(IReadOnlyList<Paper> papers, CancellationToken cancellationToken) =>
        CompareAsync(papers, null, cancellationToken);

    /// <summary>The comparison; its text, sources included, has at most 2000 UTF-16 units.</summary>
    /// <param name="papers">Two to eight different papers; markers follow their order.</param>
    /// <param name="seed">The sampler's seed, so that a model says the same again; null for any.</param>
    /// <param name="cancellationToken">Stops comparing.</param>
    public async Task<Answer> CompareAsync(IReadOnlyList<Paper> papers, long? seed, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(papers.Count, MostPapers);
        cancellationToken.ThrowIfCancellationRequested();
        var watch = Stopwatch.StartNew();
        var model = use is { IsOn: false } ? null : writer;
        var trace = model is null ? null : await model.Boundary.NewTraceAsync(cancellationToken).ConfigureAwait(false);
        var written = await WrittenAsync(model, papers, seed, trace, cancellationToken).ConfigureAwait(false);
        var common = Topics.Of(papers, corpus.Current.Papers, 1).FirstOrDefault(t => t.Papers.Count == papers.Count)?.Heading;
        var reply = ComparisonText.Of(papers, written, common, trace?.Engine ?? Answer.Extractive) with
        {
            Trace = trace?.Trace,
        };
        return reply.To("", string.Join(" / ", papers.Select(p => p.Title)), 0, watch.Elapsed.TotalMilliseconds);
    }

    private static async Task<IReadOnlyList<SupportedSentence>> WrittenAsync(
        PatientWriter? model, IReadOnlyList<Paper> papers, long? seed, TraceRecord? trace, CancellationToken cancellationToken)
    {
        if (model is null || trace is null)
        {
            return [];
        }

        var variables = new Dictionary<string, string>
        {
            ["question"] = "What does each of these papers do, and how do they differ?",
        };
        var task = new GroundedTask(PromptNames.Compare, variables, papers) 
        {
            MostSentences = papers.Count + MostDifferences, Seed = seed,
        };
        return await model.WriteAsync(task, model.Boundary.Deadline, trace, cancellationToken).ConfigureAwait(false)
            is { Outcome: GenerationOutcome.Written } text
            ? [.. SupportedSentence.Of(text).Where(s => s.IsOwn || ComparisonVerdict.IsStated(s, papers))]
            : [];
    }
}
