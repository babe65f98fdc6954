using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Answering;
using PaperBot.Evaluation;
using PaperBot.Importing;
using PaperBot.Listings;
using PaperBot.Retrieval;
using PaperBot.Sqlite;
using PaperBot.Tests;

namespace PaperBot.Benchmarks.Quality;

/// <summary>The development questions over the stored papers, and how the program and a peer rank for them.</summary>
internal sealed class QuestionSet
{
    private const int Depth = 10;
    private readonly Dictionary<string, int> placeOfKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> placeOfId = new(StringComparer.Ordinal);

    private QuestionSet(CorpusSnapshot corpus, IReadOnlyList<EvalQuestion> questions, IReadOnlyList<PaperKey> keys)
    {
        Corpus = corpus;
        for (var i = 0; i < corpus.Papers.Count; i++)
        {
            placeOfId.Add(corpus.Papers[i].Id, i);
        }

        foreach (var key in keys)
        {
            if (corpus.FindByTitle(key.Title) is { } paper)
            {
                placeOfKey.TryAdd(key.Key, placeOfId[paper.Id]);
            }
        }

        Questions = [.. questions.Where(q => q.Gold.Count > 0)];
    }

    /// <summary>The papers asked about.</summary>
    public CorpusSnapshot Corpus { get; }

    /// <summary>The questions that some paper answers.</summary>
    public IReadOnlyList<EvalQuestion> Questions { get; }

    /// <summary>Imports the papers as the program does and reads every <c>questions.dev*.jsonl</c> of a folder.</summary>
    public static async Task<QuestionSet> ReadAsync(string evaluation, string papers)
    {
        using var temporary = new TemporaryFolder();
        using var database = new SqliteDatabase(temporary.File("papers.db"));
        var store = new SqlitePaperStore(database, TimeProvider.System);
        var importer = new PaperImporter(store, new ListingReader(), TimeProvider.System, NullLogger<PaperImporter>.Instance);
        await importer.ImportAsync(new ImportRequest([papers]), null, CancellationToken.None).ConfigureAwait(false);
        using var corpus = new Corpus(store);
        await corpus.RefreshAsync(CancellationToken.None).ConfigureAwait(false);
        List<EvalQuestion> questions =
        [
            .. Directory.EnumerateFiles(evaluation, "questions.dev*.jsonl").Order(StringComparer.Ordinal)
                .SelectMany(EvalQuestion.ReadFile),
        ];
        return new QuestionSet(corpus.Current, questions, PaperKey.ReadFile(Path.Combine(evaluation, "paper-keys.jsonl")));
    }

    /// <summary>Measures by kind, as an answer ranks its papers, the history and everything else included.</summary>
    public SortedDictionary<string, Halves> MeasureOwn() => Measure(OwnRanking);

    /// <summary>Measures by kind, a peer given the question and the words of its history.</summary>
    public SortedDictionary<string, Halves> Measure(IRanker peer) =>
        Measure(q => peer.Rank(string.Join(' ', q.History.Select(t => t.Text).Append(q.Question)), Depth));

    /// <summary>Papers by place as an answer ranks them, or as the look-up of titles does.</summary>
    public IReadOnlyList<int> OwnRanking(EvalQuestion question)
    {
        var ranked = question.Kind == "lookup"
            ? Corpus.Lookup(question.Question, Depth)
            : QuestionAnswerer.RankedPapers(new Question(question.Id, question.Question) { History = question.Turns }, Corpus);
        return [.. ranked.Select(p => placeOfId[p.Id])];
    }

    /// <summary>
    /// The papers that answer, by place, each of grade 1; a key without a paper counts as one that is never found.
    /// </summary>
    public IReadOnlyDictionary<int, int> GradesOf(EvalQuestion question) =>
        question.Gold.Select((key, i) => placeOfKey.GetValueOrDefault(key, -1 - i)).Distinct()
            .ToDictionary(place => place, _ => 1);

    private SortedDictionary<string, Halves> Measure(Func<EvalQuestion, IReadOnlyList<int>> rank)
    {
        SortedDictionary<string, Halves> byKind = new(StringComparer.Ordinal);
        foreach (var question in Questions)
        {
            byKind.TryAdd(question.Group, new Halves());

            byKind[question.Group].Add(question.Id, rank(question), GradesOf(question));
        }

        return byKind;
    }
}
