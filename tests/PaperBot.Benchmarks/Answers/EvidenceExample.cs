using PaperBot.Answering;
using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Benchmarks.Answers;

/// <summary>An abstract asked about, of which it is known which sentences answer.</summary>
/// <param name="Set">What it comes from.</param>
/// <param name="Kind">The kind of question.</param>
/// <param name="Paper">Tells papers apart across sets.</param>
/// <param name="Terms">Of the question.</param>
/// <param name="Sentences">Of the abstract.</param>
/// <param name="Rows">Their features, as the program measures them.</param>
/// <param name="Right">Which of them answer; at least one does.</param>
internal sealed record EvidenceExample(
    string Set, string Kind, string Paper, IReadOnlyList<ExpandedTerm> Terms, IReadOnlyList<Evidence> Sentences, double[][] Rows,
    bool[] Right)
{
    /// <summary>Measures a question against a paper as the program does; null where no sentence answers.</summary>
    public static EvidenceExample? Of(
        string set, string kind, Paper paper, CorpusSnapshot corpus, QueryTerms query, string question,
        Func<Evidence, bool> answers)
    {
        var terms = corpus.Expand(query);
        var shape = QuestionReading.Read(question);
        var ranker = new EvidenceRanker(corpus.Index, terms, shape);
        var sentences = ranker.Rank(paper);
        bool[] right = [.. sentences.Select(answers)];
        return right.Contains(true)
            ? new EvidenceExample(
                set, kind, $"{set} {paper.Id}", terms, sentences,
                EvidenceFeatures.Of(paper, sentences, terms, ranker.DetailWeights(paper), shape), right)
            : null;
    }

    /// <summary>Whether the first of the sentences that score most answers.</summary>
    public bool IsRight(Func<int, double> score) => Right[Enumerable.Range(0, Right.Length).MaxBy(score)];

    /// <summary>Whether the sentence that weighs most answers.</summary>
    public bool IsRight(EvidenceWeights weights) => IsRight(i => weights.Of(Rows[i]));
}
