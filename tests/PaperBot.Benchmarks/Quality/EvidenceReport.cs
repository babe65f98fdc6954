using System.Globalization;
using System.Text.Json;
using PaperBot.Answering;
using PaperBot.Retrieval;

namespace PaperBot.Benchmarks.Quality;

/// <summary>A claim about an abstract, with the sentences that people gave as evidence.</summary>
/// <param name="Text">The claim.</param>
/// <param name="Document">Id of the abstract.</param>
/// <param name="Sentences">Of the abstract.</param>
/// <param name="Evidence">Places of those that are evidence.</param>
internal sealed record Claim(string Text, string Document, IReadOnlyList<string> Sentences, HashSet<int> Evidence);

/// <summary>How often the first of an abstract's sentences for a claim is one that people chose (SciFact).</summary>
internal static class EvidenceReport
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    /// <summary>Writes a Markdown table.</summary>
    /// <param name="folder">Of a <see cref="Collection"/>, with evidence.jsonl besides.</param>
    /// <param name="output">Where to.</param>
    public static void Write(string folder, TextWriter output)
    {
        var corpus = CorpusSnapshot.Of(Collection.Read(folder).Papers);
        var claims = File.ReadLines(Path.Combine(folder, "evidence.jsonl")).Select(ClaimOf).ToList();
        output.WriteLine($"| {claims.Count} claims of SciFact | P@1 |\n|---|---|");
        Row("BM25 over the abstract's sentences", c => ByBm25(corpus, c));
        Row("**PaperBot**", c => Ours(corpus, c));

        void Row(string name, Func<Claim, int> pick)
        {
            var right = claims.Count(c => c.Evidence.Contains(pick(c)));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {(double)right / claims.Count:F3} ({right}) |"));
        }
    }

    private static int ByBm25(CorpusSnapshot corpus, Claim claim)
    {
        var terms = corpus.Expand(QueryTerms.Of(claim.Text));
        var stems = claim.Sentences.Select(s => Text.Words.Of(s).Select(w => corpus.Index.Terms.Find(w.Folded)).ToList()).ToList();
        var average = stems.Average(s => s.Count);
        return Enumerable.Range(0, claim.Sentences.Count).MaxBy(i => terms.Sum(t =>
        {
            var own = corpus.Index.Terms.FindStem(t.Term.Stem);
            var count = own < 0 ? 0 : stems[i].Count(s => s == own);
            return t.Idf * count * (K1 + 1) / (count + (K1 * (1 - B + (B * stems[i].Count / average))));
        }));
    }

    private static int Ours(CorpusSnapshot corpus, Claim claim)
    {
        var paper = corpus.Find(claim.Document)! with { Abstract = string.Join(' ', claim.Sentences) };
        var terms = corpus.Expand(QueryTerms.Of(claim.Text));
        var best = new EvidenceRanker(corpus.Index, terms, QuestionReading.Read(claim.Text)).Rank(paper).MaxBy(e => e.Score)!;

        // Sentences are told apart here in their own way: what counts is where the chosen one begins.
        var end = 0;
        for (var i = 0; i < claim.Sentences.Count; i++)
        {
            end += claim.Sentences[i].Length + 1;
            if (best.Sentence.Start < end)
            {
                return i;
            }
        }

        return -1;
    }

    private static Claim ClaimOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return new Claim(
            root.GetProperty("claim").GetString()!,
            root.GetProperty("doc").GetString()!,
            [.. root.GetProperty("sentences").EnumerateArray().Select(s => s.GetString()!)],
            [.. root.GetProperty("rationales").EnumerateArray().SelectMany(r => r.EnumerateArray()).Select(n => n.GetInt32())]);
    }
}
