using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.Answering;
using PaperBot.Evaluation;
using PaperBot.Importing;
using PaperBot.Listings;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Sqlite;
using PaperBot.Tests;
using PaperBot.Text;

namespace PaperBot.Benchmarks.Answerability;

/// <summary>Stored papers with questions about them, and more questions made from these that nothing answers.</summary>
internal sealed class AskedCorpus
{
    private readonly CorpusSnapshot corpus;
    private readonly Dictionary<string, string> idByKey = new(StringComparer.Ordinal);

    private AskedCorpus(CorpusSnapshot corpus, IReadOnlyList<PaperKey> keys)
    {
        this.corpus = corpus;
        foreach (var key in keys)
        {
            if (corpus.FindByTitle(key.Title) is { } paper)
            {
                idByKey.TryAdd(key.Key, paper.Id);
            }
        }
    }

    /// <summary>Imports papers as the program does.</summary>
    /// <param name="papers">Files or folders of listings.</param>
    /// <param name="keys">Names the papers that questions speak of.</param>
    public static async Task<AskedCorpus> ReadAsync(IReadOnlyList<string> papers, string keys)
    {
        using var temporary = new TemporaryFolder();
        using var database = new SqliteDatabase(temporary.File("papers.db"));
        var store = new SqlitePaperStore(database, TimeProvider.System);
        var importer = new PaperImporter(store, new ListingReader(), TimeProvider.System, NullLogger<PaperImporter>.Instance);
        await importer.ImportAsync(new ImportRequest(papers), null, CancellationToken.None).ConfigureAwait(false);
        using var corpus = new Corpus(store);
        await corpus.RefreshAsync(CancellationToken.None).ConfigureAwait(false);
        return new AskedCorpus(corpus.Current, PaperKey.ReadFile(keys));
    }

    /// <summary>
    /// The questions of a file that are decided by whether the abstracts answer, and those made from its answerable ones.
    /// </summary>
    public IEnumerable<WeighedQuestion> Weigh(string path)
    {
        foreach (var question in EvalQuestion.ReadFile(path).Where(q => q.Kind is not ("injection" or "lookup" or "field")))
        {
            var origin = !question.WantsRefusal ? Origin.Answerable : question.Sub == "off" ? Origin.Off : Origin.Near;
            yield return Weigh(path, question, question.Question, origin, corpus);
            if (origin != Origin.Answerable)
            {
                continue;
            }

            yield return Weigh(
                path, question, question.Question, Origin.Removed, Without([.. question.Gold.Concat(question.AlsoOk)]));
            if (Erased(question) is { } erased)
            {
                yield return Weigh(path, question, question.Question, Origin.Erased, erased);
            }

            if (question.Kind == "fact" && Renamed(question) is { } renamed)
            {
                yield return Weigh(path, question, renamed, Origin.Renamed, corpus);
            }
        }
    }

    // The paper stays and its answering sentences go: what a question about a detail that an abstract leaves out looks like.
    private CorpusSnapshot? Erased(EvalQuestion question)
    {
        if (question.Gold is not [var key] || question.AnswerFacts.Count == 0
            || corpus.Find(idByKey.GetValueOrDefault(key, "")) is not { } paper)
        {
            return null;
        }

        var sentences = Sentences.Of(paper.Abstract).Select(s => s.Text).ToList();
        var left = sentences.FindAll(s => !question.AnswerFacts.Any(f => FactMatcher.Holds(s, f)));
        return left.Count == sentences.Count || left.Count * 2 < sentences.Count
            || question.AnswerFacts.Any(f => FactMatcher.Holds(paper.Title, f))
            ? null
            : CorpusSnapshot.Of([.. corpus.Papers.Select(p => p == paper ? p with { Abstract = string.Join(' ', left) } : p)]);
    }

    private static WeighedQuestion Weigh(string path, EvalQuestion question, string text, Origin origin, CorpusSnapshot papers)
    {
        var asked = new Question(question.Id, text) { History = question.Turns };
        var (reply, weighing) = QuestionAnswerer.Weigh(asked, papers);
        var about = question.Gold.Concat(question.About).ToList();
        var refused = reply.Outcome != Outcome.Answered;
        return new WeighedQuestion(
            question.Id, Path.GetFileName(path), question.Group, text, origin, about.Count == 0 ? [question.Id] : about,
            weighing?.Signs, weighing is null ? !refused : weighing.Decision, refused);
    }

    // What is left then is the nearest that does not answer.
    private CorpusSnapshot Without(IReadOnlyList<string> keys)
    {
        var ids = keys.Select(k => idByKey.GetValueOrDefault(k, "")).ToHashSet(StringComparer.Ordinal);
        return CorpusSnapshot.Of([.. corpus.Papers.Where(p => !ids.Contains(p.Id))]);
    }

    // "What accuracy does A reach on C" says nothing of B.
    private string? Renamed(EvalQuestion question)
    {
        if (corpus.MentionsIn(question.Question).FirstOrDefault(m => m.Certain) is not { } mention
            || mention.Name.Length + mention.Start > question.Question.Length
            || string.Compare(
                question.Question, mention.Start, mention.Name, 0, mention.Name.Length, StringComparison.OrdinalIgnoreCase) != 0)
        {
            return null;
        }

        List<Paper> named = [.. corpus.Papers.Where(p =>
            p.Id != mention.Paper.Id && PaperNames.HeadOf(p.Title) is { Length: < 20 })];
        if (named.Count == 0)
        {
            return null;
        }

        // Any other will do, but always the same.
        var other = named[question.Id.Sum(c => c * 31) % named.Count];
        return string.Concat(
            question.Question.AsSpan(0, mention.Start), PaperNames.HeadOf(other.Title),
            question.Question.AsSpan(mention.Start + mention.Name.Length));
    }
}
