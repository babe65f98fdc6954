using System.Globalization;
using PaperBot.Benchmarks.Quality;
using PaperBot.Benchmarks.Training;
using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Retrieval.Reranking;

namespace PaperBot.Benchmarks.Reranking;

/// <summary>
/// Learns the shipped weights of the second look: from questions that no vector was learnt from, and from the tuning halves of the
/// judged collections, so that what helps questions in other words does not harm queries of terms.
/// </summary>
internal static class RerankTraining
{
    private const string Questions = "questions";
    private const double CollectionShare = 0.5;

    /// <summary>Writes the weights, and on the way how well each half of the questions is ranked by what the other taught.</summary>
    /// <param name="texts">Abstracts as JSON lines with ids: a folder or a file.</param>
    /// <param name="questions">The folder of <c>questions.jsonl</c>.</param>
    /// <param name="evaluation">Holds <c>ir/*/</c>.</param>
    /// <param name="path">The file to write.</param>
    /// <param name="output">Says how well it goes.</param>
    public static async Task<int> RunAsync(string texts, string questions, string evaluation, string path, TextWriter output)
    {
        List<RerankExample> examples = [.. AskedIn(texts, Path.Combine(questions, "questions.jsonl"))];
        Dictionary<string, double> shares = new() { [Questions] = 1 };
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(evaluation, "ir")).Order(StringComparer.Ordinal))
        {
            var collection = Collection.Read(folder);
            shares.Add(collection.Name, CollectionShare);
            var corpus = CorpusSnapshot.Of(collection.Papers);
            examples.AddRange(collection.Queries.Where(q => Halves.IsForTuning(q.Id)).Select(q =>
                Of(corpus, QueryTerms.Of(q.Text), q.Id, collection.Name, q.Grades.Keys.ToHashSet())).OfType<RerankExample>());
        }

        var (one, other) = (examples.Where(e => Halves.IsForTuning(e.Id + "'")).ToList(), examples.Where(e => !Halves.IsForTuning(e.Id + "'")).ToList());
        var (ofOne, ofOther) = (RerankLearning.Learn(one, shares), RerankLearning.Learn(other, shares));
        foreach (var set in shares.Keys)
        {
            List<int> ranks = [.. one.Where(e => e.Set == set).Select(e => Rank(e, ofOther)),
                .. other.Where(e => e.Set == set).Select(e => Rank(e, ofOne))];
            List<int> before = [.. examples.Where(e => e.Set == set).Select(e => Array.IndexOf(e.Right, true))];
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{set}: first {Share(before, 1):F3} -> {Share(ranks, 1):F3}, first five {Share(before, 5):F3} -> {Share(ranks, 5):F3} of {ranks.Count}"))
                .ConfigureAwait(false);
        }

        await using var file = new StreamWriter(path);
        RerankLearning.Learn(examples, shares).Write(file);
        return 0;
    }

    private static IEnumerable<RerankExample> AskedIn(string texts, string path)
    {
        var asked = AskedQuestion.ReadFile(path);
        var needed = asked.Select(q => q.Paper).ToHashSet(StringComparer.Ordinal);
        List<Paper> papers = [.. TextFile.ReadAll(texts).Where(t => needed.Contains(t.Id)).DistinctBy(t => t.Id).Select(t => new Paper
        {
            Id = t.Id,
            Title = t.Title,
            Abstract = t.Abstract,
            FirstImported = DateTimeOffset.UnixEpoch,
            Sources = [Questions],
        })];
        var places = papers.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        var corpus = CorpusSnapshot.Of(papers);
        return asked.Where(q => q.IsHeldBack && places.ContainsKey(q.Paper))
            .Select(q => Of(corpus, QueryTerms.Of(q.Question), q.Paper, Questions, [places[q.Paper]])).OfType<RerankExample>();
    }

    // What the first look did not find cannot be learnt from.
    private static RerankExample? Of(CorpusSnapshot corpus, QueryTerms terms, string id, string set, HashSet<int> right)
    {
        if (corpus.Closer(terms) is not var (papers, look))
        {
            return null;
        }

        var rights = Array.ConvertAll(papers, right.Contains);
        return rights.Contains(true) && rights.Contains(false) ? new RerankExample(id, set, look, rights) : null;
    }

    private static int Rank(RerankExample example, RerankWeights weights)
    {
        var weighed = Array.ConvertAll(example.Look.Rows, row => weights.Of(row, example.Look.OtherWords));
        var best = weighed.Where((_, i) => example.Right[i]).Max();
        return weighed.Count(w => w > best);
    }

    private static double Share(List<int> ranks, int best) => ranks.Count(r => r < best) / (double)Math.Max(1, ranks.Count);
}
