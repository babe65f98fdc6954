using System.Diagnostics;
using System.Globalization;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Summaries;

namespace PaperBot.Answering;

/// <summary>Summarises a topic, or several papers side by side, with every sentence cited.</summary>
internal sealed class TopicSummarizer(Corpus corpus)
{
    private const int MostPapers = 24;
    private const int MostThemes = 6;
    private const int FewestThemes = 3;
    private const int PapersATheme = 2;

    // Papers that cover less share a word with the topic rather than being about it.
    private const double OnTopic = 0.4;

    /// <summary>Three to six themes of the papers on a topic; an empty topic means all papers the filter admits.</summary>
    public Task<Answer> SummarizeAsync(string topic, PaperFilter filter, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var watch = Stopwatch.StartNew();
        var snapshot = corpus.Current;
        var papers = PapersOn(topic, filter, snapshot);
        var retrieved = watch.Elapsed.TotalMilliseconds;
        var reply = papers.Count == 0
            ? Reply.NoMatch("Nothing in the stored abstracts is about that.", snapshot.Search(topic, filter, 3).Select(h => h.Paper))
            : Summarize(topic, papers, snapshot);
        return Task.FromResult(reply.To("", topic, retrieved, watch.Elapsed.TotalMilliseconds));
    }

    /// <summary>Two or more papers side by side, each with the sentences that set it apart.</summary>
    public Task<Answer> CompareAsync(IReadOnlyList<Paper> papers, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var watch = Stopwatch.StartNew();
        var sources = new SourceList();
        var lines = papers.Select(p =>
        {
            var aim = AbstractSummarizer.Summarize(p).Text;
            List<string> quotes = [.. new[] { Verbatim(p, aim), Verbatim(p, Findings.Of(p, aim)?.Text) }.OfType<string>().Distinct()];
            return $"- **{PaperText.Title(p)}**: {string.Join(' ', quotes.Select(q => $"{PaperText.Sentence(q)} {sources.Cite(p, q)}"))}";
        });
        var common = Topics.Of(papers, corpus.Current.Papers, 1).Where(t => t.Papers.Count == papers.Count).Select(t => $"In common: {PaperText.Name(t.Heading)}.");
        var reply = Reply.Answered(string.Join('\n', common.Concat(lines)), sources);
        return Task.FromResult(reply.To("", string.Join(" / ", papers.Select(p => p.Title)), 0, watch.Elapsed.TotalMilliseconds));
    }

    private static List<Paper> PapersOn(string topic, PaperFilter filter, CorpusSnapshot snapshot)
    {
        if (string.IsNullOrWhiteSpace(topic))
        {
            return [.. snapshot.Papers.Where(filter.Admits)];
        }

        var terms = QueryTerms.Of(topic);
        var expanded = snapshot.Expand(terms);
        List<(Paper Paper, Coverage Coverage)> near = [.. snapshot.Rank(terms, filter, null, MostPapers)
            .Select(h => (h.Paper, Coverage.Of(h.Paper, snapshot.Index, expanded)))
            .Where(p => p.Item2 is { Matched: > 0, Share: >= OnTopic })];
        List<Paper> whole = [.. near.Where(p => p.Coverage.Matched == terms.Terms.Count).Select(p => p.Paper)];

        // Where enough papers have every word of the topic, those with some of them ("theory" for "theory of mind") are others.
        return whole.Count >= FewestThemes ? whole : [.. near.Select(p => p.Paper)];
    }

    private static Reply Summarize(string topic, List<Paper> papers, CorpusSnapshot snapshot)
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

        var sources = new SourceList();
        List<string> lines = [];
        foreach (var theme in themes)
        {
            var sentences = theme.Papers.Take(PapersATheme).Select(p => Tell(p, $"{topic} {theme.Heading}", snapshot)).Select(sources.Cite);
            var count = theme.Papers.Count == 1 ? "" : $" ({theme.Papers.Count.ToString(CultureInfo.InvariantCulture)} papers)";
            lines.Add($"- **{PaperText.Name(theme.Heading)}**{count}: {string.Join(' ', sentences)}");
        }

        return Reply.Answered(string.Join('\n', lines), sources) with { Themes = [.. themes.Select(t => t.Heading)] };
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

    // Summaries join runs of white space; what is quoted must stand in the abstract as it is.
    private static string? Verbatim(Paper paper, string? text) =>
        text is not null && paper.Abstract.Contains(text, StringComparison.Ordinal) ? text : null;
}
