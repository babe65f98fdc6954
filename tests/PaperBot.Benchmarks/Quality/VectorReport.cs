using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Answering;
using PaperBot.Embeddings;
using PaperBot.LocalModels.Chat;
using PaperBot.LocalModels.LlamaCpp;
using PaperBot.LocalModels.Serving;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Tests;
using PaperBot.Tests.LocalModels;

namespace PaperBot.Benchmarks.Quality;

/// <summary>
/// What the vectors of an embedding model do to the ranking, and what they cost; as Markdown. There is no pretrained model to
/// measure with, so vectors are made by stand-ins: one that knows something, and several that know little or nothing, which must
/// do no harm.
/// </summary>
internal sealed class VectorReport(TextWriter output)
{
    private const int Depth = 10;
    private const int Many = 50_000;
    private const int Dimensions = 384;

    /// <summary>Writes the report over the same papers and questions as the report on retrieval.</summary>
    public async Task<int> WriteAsync(string evaluation, string papers)
    {
        List<Collection> collections =
            [.. Directory.EnumerateDirectories(Path.Combine(evaluation, "ir")).Order(StringComparer.Ordinal).Select(Collection.Read)];
        var questions = await QuestionSet.ReadAsync(evaluation, papers).ConfigureAwait(false);
        using var folder = new TemporaryFolder();
        var tiny = await TinyAsync(folder).ConfigureAwait(false);
        List<(string Name, IEmbeddingGenerator<string, Embedding<float>>? Vectors)> all =
        [
            ("none", null), ("sums of word vectors", new BagOfWordVectors()), ("with as much noise", new HalfDeaf(1)),
            ("with three times as much", new HalfDeaf(3)), ("noise alone", new Noise(Dimensions)),
        ];
        if (tiny is not null)
        {
            all.Add(("a tiny BERT, random weights", new LocalEmbeddingGenerator(tiny, TimeProvider.System)));
        }

        await LineAsync($"## With an embedding model\n").ConfigureAwait(false);
        await LineAsync($"nDCG@10 (tuning / checking half), agreement of vectors and words; questions hit@1 / hit@5\n").ConfigureAwait(false);
        await LineAsync($"| vectors | {string.Join(" | ", collections.Select(c => c.Name))} | in other words | which paper |").ConfigureAwait(false);
        await LineAsync($"|---|{string.Concat(collections.Select(_ => "---|"))}---|---|").ConfigureAwait(false);
        foreach (var (name, vectors) in all)
        {
            List<string> cells = [];
            foreach (var collection in collections)
            {
                // Computed for real, token by token, thousands of abstracts take minutes.
                cells.Add(vectors is LocalEmbeddingGenerator ? "" : await CellAsync(collection, vectors).ConfigureAwait(false));
            }

            cells.AddRange(await CellsAsync(questions, vectors).ConfigureAwait(false));
            await LineAsync($"| {name} | {string.Join(" | ", cells)} |").ConfigureAwait(false);
        }

        if (tiny is not null)
        {
            await tiny.DisposeAsync().ConfigureAwait(false);
        }

        await PaceAsync([.. collections.SelectMany(c => c.Papers)], [.. collections.SelectMany(c => c.Queries.Select(q => q.Text))])
            .ConfigureAwait(false);
        return 0;
    }

    private static async Task<string> CellAsync(Collection collection, IEmbeddingGenerator<string, Embedding<float>>? vectors)
    {
        var corpus = CorpusSnapshot.Of(collection.Papers);
        var places = collection.Papers.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i);
        corpus.Vectors = await IndexAsync(corpus, vectors).ConfigureAwait(false);
        Halves halves = new();
        foreach (var query in collection.Queries)
        {
            var terms = QueryTerms.Of(query.Text).Meant(await MeaningAsync(corpus, vectors, query.Text).ConfigureAwait(false));
            halves.Add(
                query.Id, [.. corpus.Rank(terms, PaperFilter.None, null, Depth).Select(h => places[h.Paper.Id])], query.Grades);
        }

        var agreement = corpus.Vectors is { } index ? VectorTrust.Correlation(corpus.Index, index) : null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{halves.All.Ndcg:F3} ({halves.Tuning.Ndcg:F3} / {halves.Checking.Ndcg:F3}){(agreement is { } r ? $", {r:F2}" : "")}");
    }

    private static async Task<IEnumerable<string>> CellsAsync(QuestionSet questions, IEmbeddingGenerator<string, Embedding<float>>? vectors)
    {
        var corpus = CorpusSnapshot.Of(questions.Corpus.Papers);
        corpus.Vectors = await IndexAsync(corpus, vectors).ConfigureAwait(false);
        var places = corpus.Papers.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i);
        SortedDictionary<string, RankMeasures> kinds = new(StringComparer.Ordinal) { ["fact paraphrased"] = new(), ["which"] = new() };
        foreach (var question in questions.Questions.Where(q => kinds.ContainsKey(q.Group)))
        {
            var meaning = await MeaningAsync(corpus, vectors, question.Question).ConfigureAwait(false);
            var ranked = QuestionAnswerer.RankedPapers(
                new Question(question.Id, question.Question) { History = question.Turns }, corpus, meaning);
            kinds[question.Group].Add([.. ranked.Select(p => places[p.Id])], questions.GradesOf(question));
        }

        return kinds.Values.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.HitAt1:F2} / {m.HitAt5:F2}"));
    }

    private async Task PaceAsync(IReadOnlyList<Paper> models, IReadOnlyList<string> queries)
    {
        var papers = ComposedPapers.Of(Many, models);
        var corpus = CorpusSnapshot.Of(papers);
        corpus.Warm();
        var vectors = new Noise(Dimensions);
        var before = Pace.Of(queries, q => corpus.Rank(QueryTerms.Of(q), PaperFilter.None, null, Depth));
        var watch = Stopwatch.StartNew();
        var made = await IndexAsync(corpus, vectors).ConfigureAwait(false);
        var built = watch.Elapsed.TotalSeconds;

        // Noise is not trusted, and would be passed over.
        corpus.Vectors = made!.Trusted();
        List<QueryTerms> asked = [];
        foreach (var query in queries)
        {
            asked.Add(QueryTerms.Of(query).Meant(await MeaningAsync(corpus, vectors, query).ConfigureAwait(false)));
        }

        var after = Pace.Of(asked, terms => corpus.Rank(terms, PaperFilter.None, null, Depth));
        await LineAsync($"\n| {Many} papers, vectors of {Dimensions} numbers | ms a query, median | 95% under |").ConfigureAwait(false);
        await LineAsync($"|---|---|---|").ConfigureAwait(false);
        await LineAsync($"| without | {before.Median:F2} | {before.Slow:F2} |").ConfigureAwait(false);
        await LineAsync($"| with; {made.Bytes / 1e6:F0} MB, made and read in {built:F1} s | {after.Median:F2} | {after.Slow:F2} |")
            .ConfigureAwait(false);
    }

    // The random weights that tests use, computed by llama.cpp where its libraries are.
    private static async Task<ModelService?> TinyAsync(TemporaryFolder folder)
    {
        if (Environment.GetEnvironmentVariable("PAPERBOT_NATIVES") is not { Length: > 0 } natives)
        {
            return null;
        }

        var runtime = LlamaCppRuntime.Open(natives, NullLogger<LlamaCppRuntime>.Instance);
        return await ModelService.LoadAsync(
            runtime, new ModelServiceOptions { Path = TinyGguf.Embedder(folder.File("tiny.gguf"), context: 512) }, TimeProvider.System,
            NullLoggerFactory.Instance, null, CancellationToken.None).ConfigureAwait(false);
    }

    private static async Task<DenseIndex?> IndexAsync(CorpusSnapshot corpus, IEmbeddingGenerator<string, Embedding<float>>? vectors)
    {
        if (vectors is null)
        {
            return null;
        }

        List<IReadOnlyList<TextUnit>> units = [.. corpus.Papers.Select(TextUnit.Of)];
        var dimensions = (await vectors.GenerateAsync(["dimensions"]).ConfigureAwait(false))[0].Vector.Length;
        var model = new VectorModel("stand-in", "stand-in", dimensions);
        return await DenseIndex.OfAsync(
            model, [.. units.Select(u => (IReadOnlyList<TextHash>)[.. u.Select(t => t.Hash)])],
            MadeAsync(vectors, units.SelectMany(u => u)), corpus.Index, CancellationToken.None).ConfigureAwait(false);
    }

    private static async IAsyncEnumerable<KeptVector> MadeAsync(
        IEmbeddingGenerator<string, Embedding<float>> vectors, IEnumerable<TextUnit> units)
    {
        foreach (var batch in units.Chunk(64))
        {
            var made = await vectors.GenerateAsync(batch.Select(u => u.Text)).ConfigureAwait(false);
            for (var i = 0; i < batch.Length; i++)
            {
                yield return KeptVector.Of(batch[i].Hash, made[i].Vector.Span);
            }
        }
    }

    private static async Task<QueryVector?> MeaningAsync(
        CorpusSnapshot corpus, IEmbeddingGenerator<string, Embedding<float>>? vectors, string text) =>
        vectors is null || corpus.Vectors is not { } index ? null
            : KeptVector.Of(default, (await vectors.GenerateAsync([text]).ConfigureAwait(false))[0].Vector.Span).Numbers is { Length: > 0 } halves
                ? new QueryVector(index.Model, Array.ConvertAll(halves, h => (float)h))
                : null;

    private Task LineAsync(FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
