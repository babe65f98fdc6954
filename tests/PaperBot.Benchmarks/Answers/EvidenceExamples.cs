using System.Text.Json;
using PaperBot.Benchmarks.Quality;
using PaperBot.Evaluation;
using PaperBot.Retrieval;

namespace PaperBot.Benchmarks.Answers;

/// <summary>Reads the questions and claims whose answering sentences are known.</summary>
internal static class EvidenceExamples
{
    /// <summary>The name of the set of claims.</summary>
    public const string Claims = "claims";

    /// <summary>The name of the set of questions.</summary>
    public const string Questions = "questions";

    /// <summary>
    /// Claims about biomedical abstracts with the sentences people gave as evidence (D. Wadden and others, "Fact or fiction:
    /// verifying scientific claims", EMNLP 2020): <c>evidence.jsonl</c> beside a <see cref="Collection"/>.
    /// </summary>
    /// <exception cref="FormatException">A line has another form; the message names file and line.</exception>
    public static List<EvidenceExample> OfClaims(string folder)
    {
        var corpus = CorpusSnapshot.Of(Collection.Read(folder).Papers);
        var path = Path.Combine(folder, "evidence.jsonl");
        List<EvidenceExample> examples = [];
        foreach (var (line, number) in File.ReadLines(path).Select((line, i) => (line, i + 1)))
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                if (OfClaim(json.RootElement, corpus) is { } example)
                {
                    examples.Add(example);
                }
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new FormatException($"{path}, line {number}: not a claim about a paper of the collection ({e.Message})", e);
            }
        }

        return examples;
    }

    /// <summary>
    /// The questions that ask for facts, each beside every paper that answers it: the answering sentences are those that state
    /// a fact.
    /// </summary>
    public static List<EvidenceExample> OfQuestions(QuestionSet set)
    {
        List<EvidenceExample> examples = [];
        foreach (var question in set.Questions.Where(q => q.AnswerFacts.Count > 0 && q.Kind is not ("lookup" or "field")))
        {
            var query = QueryTerms.Of(question.Question).With(string.Join(' ', question.History.Select(t => t.Text)), 0.5);
            foreach (var place in set.GradesOf(question).Keys.Where(place => place >= 0))
            {
                var paper = set.Corpus.Papers[place];
                if (EvidenceExample.Of(
                    Questions, question.Group, paper, set.Corpus, query, question.Question,
                    e => question.AnswerFacts.Any(fact => FactMatcher.Holds(e.Sentence.Text, fact))) is { } example)
                {
                    examples.Add(example);
                }
            }
        }

        return examples;
    }

    private static EvidenceExample? OfClaim(JsonElement claim, CorpusSnapshot corpus)
    {
        var text = claim.GetProperty("claim").GetString()!;
        List<string> sentences = [.. claim.GetProperty("sentences").EnumerateArray().Select(s => s.GetString()!)];
        HashSet<int> evidence =
            [.. claim.GetProperty("rationales").EnumerateArray().SelectMany(r => r.EnumerateArray()).Select(n => n.GetInt32())];
        var id = claim.GetProperty("doc").GetString()!;
        var paper = corpus.Find(id) ?? throw new KeyNotFoundException($"no paper {id}");
        return EvidenceExample.Of(
            Claims, "claim", paper with { Abstract = string.Join(' ', sentences) }, corpus, QueryTerms.Of(text), text,
            e => evidence.Contains(PlaceOf(e.Sentence.Start, sentences)));
    }

    // Sentences are told apart here in their own way: what counts is where the chosen one begins.
    private static int PlaceOf(int start, List<string> sentences)
    {
        var end = 0;
        return sentences.FindIndex(s => start < (end += s.Length + 1));
    }
}
