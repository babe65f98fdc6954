using System.Diagnostics;
using System.Globalization;
using PaperBot.Embeddings;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Summaries;

namespace PaperBot.Answering;

/// <summary>Summarises a topic with every sentence cited.</summary>
/// <param name="corpus">The papers.</param>
/// <param name="writer">Writes with a model; null where there is none.</param>
/// <param name="use">Whether it may; null for always.</param>
internal sealed class TopicSummarizer(Corpus corpus, ThemeWriter? writer = null, ModelSwitch? use = null)
{
    private const int MostPapers = 24;
    private const int MostThemes = 6;
    private const int FewestThemes = 3;
    private const int PapersATheme = 2;

    // Papers that cover less share a word with the topic rather than being about it.
    private const double OnTopic = 0.4;

    /// <summary>As below, with any seed.</summary>
    public Task<Answer> SummarizeAsync(string topic, PaperFilter filter, CancellationToken cancellationToken) =>
        SummarizeAsync(topic, filter, null, cancellationToken);

    /// <summary>
    /// Three to six themes of the papers on a topic; an empty topic means all papers the filter admits. A model, where there is
    /// one, sums up at most eight of them and names their themes; what it fails at is told in the abstracts' own words.
    /// </summary>
    /// <param name="topic">What the papers are about; empty for anything.</param>
    /// <param name="filter">Which papers may be used.</param>
    /// <param name="seed">The sampler's seed, so that a model says the same again; null for any.</param>
    /// <param name="cancellationToken">Stops summarising.</param>
    public async Task<Answer> SummarizeAsync(string topic, PaperFilter filter, long? seed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var watch = Stopwatch.StartNew();
        var snapshot = corpus.Current;
        var meaning = await corpus.MeaningAsync(topic, cancellationToken).ConfigureAwait(false);
        var papers = PapersOn(topic, filter, meaning, snapshot);
        var retrieved = watch.Elapsed.TotalMilliseconds;
        var reply = papers.Count == 0
            ? Reply.NoMatch("Nothing in the stored abstracts is about that.", snapshot.Search(topic, filter, 3, meaning).Select(h => h.Paper))
            : await SummarizeAsync(topic, papers, snapshot, seed, cancellationToken).ConfigureAwait(false);
        return reply.To("", topic, retrieved, watch.Elapsed.TotalMilliseconds);
    }

    private static List<Paper> PapersOn(string topic, PaperFilter filter, QueryVector? meaning, CorpusSnapshot snapshot)
    {
        if (string.IsNullOrWhiteSpace(topic))
        {
            return [.. snapshot.Papers.Where(filter.Admits)];
        }

        var terms = QueryTerms.Of(topic).Meant(meaning);
        var expanded = snapshot.Expand(terms);
        List<(Paper Paper, Coverage Coverage)> near = [.. snapshot.Rank(terms, filter, null, MostPapers)
            .Select(h => (h.Paper, Coverage.Of(h.Paper, snapshot.Index, expanded)))
            .Where(p => p.Item2 is { Matched: > 0, Share: >= OnTopic })];
        List<Paper> whole = [.. near.Where(p => p.Coverage.Matched == terms.Terms.Count).Select(p => p.Paper)];

        // Where enough papers have every word of the topic, those with some of them ("theory" for "theory of mind") are others.
        return whole.Count >= FewestThemes ? whole : [.. near.Select(p => p.Paper)];
    }

    private async Task<Reply> SummarizeAsync(
        string topic, List<Paper> papers, CorpusSnapshot snapshot, long? seed, CancellationToken cancellationToken)
    {
        var themes = ThemesOf(topic, papers, snapshot);
        var given = Representatives(topic, papers, themes);
        var model = use is { IsOn: false } ? null : writer;
        var trace = model is null ? null : await model.Boundary.NewTraceAsync(cancellationToken).ConfigureAwait(false);
        var written = model is null ? null : await model.WriteAsync(topic, given, seed, trace!, cancellationToken).ConfigureAwait(false);
        var sources = new SourceList();
        List<string> parts = [];
        if (written is { Overview.Count: > 0 })
        {
            parts.Add(string.Join(' ', written.Overview.Select(s => s.Cite(sources))) + Share(written.Read, papers.Count));
        }

        var named = written is { Themes.Count: > 0 };
        parts.Add(named
            ? string.Join('\n', written!.Themes.Select(t => $"- {t.Cite(sources)}"))
            : string.Join('\n', themes.Select(t => Line(t, topic, snapshot, sources))));
        return Reply.Answered(string.Join("\n\n", parts), sources) with
        {
            Themes = named ? [.. written!.Themes.Select(t => t.Text)] : [.. themes.Select(t => t.Heading)],
            Engine = parts.Count > 1 || named ? trace!.Engine : Answer.Extractive,
            Trace = trace?.Trace,
        };
    }

    // The best of a topic; where nothing ranks the papers, one of each theme before the second of any.
    private static List<Paper> Representatives(string topic, List<Paper> papers, List<Topic> themes) =>
        [.. (string.IsNullOrWhiteSpace(topic)
            ? themes.SelectMany(t => t.Papers.Select((p, i) => (Paper: p, Order: i))).OrderBy(p => p.Order)
                .Select(p => p.Paper).Concat(papers)
            : papers).DistinctBy(p => p.Id).Take(ThemeWriter.MostPapers)];

    private static string Share(int given, int all) => given == all ? ""
        : string.Create(CultureInfo.InvariantCulture, $" *(from {given} of {all} papers)*");

    private static List<Topic> ThemesOf(string topic, List<Paper> papers, CorpusSnapshot snapshot)
    {
        List<Topic> themes = [.. Topics.Of(papers, snapshot.Papers, MostThemes, topic)];
        foreach (var paper in papers.Where(p => themes.TrueForAll(t => !t.Papers.Contains(p))).ToList())
        {
            if (themes.Count >= FewestThemes)
            {
                break;
            }

            themes.Add(new Topic(paper.Title, [paper]));
        }

        return themes;
    }

    private static string Line(Topic theme, string topic, CorpusSnapshot snapshot, SourceList sources)
    {
        var sentences = theme.Papers.Take(PapersATheme).Select(p => Tell(p, $"{topic} {theme.Heading}", snapshot))
            .Select(sources.Cite);
        var count = theme.Papers.Count == 1 ? "" : $" ({theme.Papers.Count.ToString(CultureInfo.InvariantCulture)} papers)";
        return $"- **{PaperText.Name(theme.Heading)}**{count}: {string.Join(' ', sentences)}";
    }

    // The sentence that says what the paper found or does about the theme, not the one that says why the theme matters.
    private static Evidence Tell(Paper paper, string theme, CorpusSnapshot snapshot)
    {
        var terms = snapshot.Expand(QueryTerms.Of(theme));
        var evidence = Evidence.Of(paper, snapshot.Index, terms);
        var whole = Math.Max(1e-9, terms.Sum(Evidence.Weight));
        var finding = Findings.Of(paper, null)?.Text;
        var aim = AbstractSummarizer.Summarize(paper).Text;
        return evidence.MaxBy(e => (e.Coverage / whole) + (e.Sentence.Text == finding ? 0.8 : 0) + (e.Sentence.Text.Contains(aim, StringComparison.Ordinal) ? 0.6 : 0)
            - (e.LeansOnPrevious ? 0.8 : 0) - (e.Order == 0 ? 0.5 : 0))!;
    }
}
