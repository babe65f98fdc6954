using System.Diagnostics;
using System.Globalization;
using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Benchmarks.Quality;

/// <summary>
/// How well papers are found, beside a tuned BM25 and SQLite's full text search in the same run, and how long it takes; as
/// Markdown.
/// </summary>
internal sealed class RetrievalReport(TextWriter output)
{
    private const int Depth = 10;
    private const int Many = 50_000;

    /// <summary>Writes the report over the collections under <c>ir</c> and the development questions of a folder.</summary>
    /// <param name="evaluation">Holds <c>ir/*/</c>, <c>questions.dev*.jsonl</c> and <c>paper-keys.jsonl</c>.</param>
    /// <param name="papers">The listings that the questions are about.</param>
    public async Task<int> WriteAsync(string evaluation, string papers)
    {
        var folder = Path.Combine(evaluation, "ir");
        if (!Directory.Exists(folder) || !Directory.Exists(papers))
        {
            var missing = Directory.Exists(folder) ? papers : folder;
            await Console.Error.WriteLineAsync(
                $"There is no folder {missing}. Name the evaluation folder, and then that of the listings.").ConfigureAwait(false);
            return 1;
        }

        List<Collection> collections =
            [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(Collection.Read)];
        await CollectionsAsync(collections).ConfigureAwait(false);
        var questions = await QuestionSet.ReadAsync(evaluation, papers).ConfigureAwait(false);
        await QuestionsAsync(questions).ConfigureAwait(false);
        await PaceAsync(questions, collections).ConfigureAwait(false);
        return 0;
    }

    private async Task CollectionsAsync(List<Collection> collections)
    {
        await LineAsync($"## Collections\n").ConfigureAwait(false);
        await LineAsync($"| collection | papers | queries | engine | nDCG@10 | tuning / checking half | hit@1 | hit@5 | recall@10 |")
            .ConfigureAwait(false);
        await LineAsync($"|---|---|---|---|---|---|---|---|---|").ConfigureAwait(false);
        foreach (var collection in collections)
        {
            using var fullText = new FullTextPeer(collection.Papers);
            List<(string Name, IRanker Ranker)> engines =
            [
                ("SQLite FTS5", fullText),
                ("tuned BM25", new TunedBm25(collection.Papers)),
                ("PaperBot", new OwnRanker(CorpusSnapshot.Of(collection.Papers))),
            ];
            foreach (var (name, ranker) in engines)
            {
                Halves halves = new();
                foreach (var query in collection.Queries)
                {
                    halves.Add(query.Id, ranker.Rank(query.Text, Depth), query.Grades);
                }

                var all = halves.All;
                FormattableString which = $"{collection.Name} | {collection.Papers.Count} | {all.Count} | {name}";
                FormattableString gain = $"{all.Ndcg:F3} | {halves.Tuning.Ndcg:F3} / {halves.Checking.Ndcg:F3}";
                await LineAsync($"| {which} | {gain} | {all.HitAt1:F3} | {all.HitAt5:F3} | {all.RecallAt10:F3} |").ConfigureAwait(false);
            }
        }
    }

    private async Task QuestionsAsync(QuestionSet questions)
    {
        await LineAsync($"\n## Questions over {questions.Corpus.Papers.Count} papers\n").ConfigureAwait(false);
        await LineAsync($"hit@1 / hit@5 / recall@10; number of questions\n").ConfigureAwait(false);
        await LineAsync($"| kind | tuned BM25 | PaperBot | tuning half | checking half |").ConfigureAwait(false);
        await LineAsync($"|---|---|---|---|---|").ConfigureAwait(false);
        var peer = questions.Measure(new TunedBm25(questions.Corpus.Papers));
        foreach (var (kind, own) in questions.MeasureOwn())
        {
            await LineAsync($"| {kind} | {Hits(peer[kind].All)} | {Hits(own.All)} | {Hits(own.Tuning)} | {Hits(own.Checking)} |")
                .ConfigureAwait(false);
        }
    }

    private async Task PaceAsync(QuestionSet questions, List<Collection> collections)
    {
        await LineAsync($"\n## Time and memory\n").ConfigureAwait(false);
        await LineAsync($"| papers | what | ms a query, median | 95% under | index, MB | built in, s |").ConfigureAwait(false);
        await LineAsync($"|---|---|---|---|---|---|").ConfigureAwait(false);
        await PaceAsync(questions.Corpus.Papers, [.. questions.Questions.Select(q => q.Question)]).ConfigureAwait(false);
        var asked = Pace.Of(questions.Questions, q => questions.OwnRanking(q));
        await LineAsync($"| {questions.Corpus.Papers.Count} | papers of an answer | {asked.Median:F2} | {asked.Slow:F2} | | |")
            .ConfigureAwait(false);
        await PaceAsync(
            ComposedPapers.Of(Many, [.. collections.SelectMany(c => c.Papers)]),
            [.. collections.SelectMany(c => c.Queries.Select(q => q.Text)), .. questions.Questions.Select(q => q.Question)])
            .ConfigureAwait(false);
    }

    private async Task PaceAsync(IReadOnlyList<Paper> papers, IReadOnlyList<string> queries)
    {
        // What is built once for the process is no part of one index.
        CorpusSnapshot.Of([.. papers.Take(10)]).Search(queries[0], PaperFilter.None, Depth);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var corpus = CorpusSnapshot.Of(papers);
        corpus.Search("paper", PaperFilter.None, Depth);
        var built = watch.Elapsed.TotalSeconds;
        var memory = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
        var pace = Pace.Of(queries, q => corpus.Rank(QueryTerms.Of(q), PaperFilter.None, null, Depth));
        await LineAsync($"| {papers.Count} | search | {pace.Median:F2} | {pace.Slow:F2} | {memory:F1} | {built:F1} |")
            .ConfigureAwait(false);
    }

    private static string Hits(RankMeasures measures) => string.Create(
        CultureInfo.InvariantCulture, $"{measures.HitAt1:F2} / {measures.HitAt5:F2} / {measures.RecallAt10:F2}; {measures.Count}");

    private Task LineAsync(FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
