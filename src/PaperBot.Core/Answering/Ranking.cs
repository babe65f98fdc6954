using PaperBot.Papers;
using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>The papers a question may be about, best first.</summary>
/// <param name="Hits">Ranked papers.</param>
/// <param name="Named">Papers the question (or what it follows up) names for certain, in order of mention.</param>
/// <param name="ByName">True when the question itself names them, false when they come from the conversation.</param>
internal sealed record Ranking(IReadOnlyList<Hit> Hits, IReadOnlyList<Paper> Named, bool ByName)
{
    /// <summary>True when the question is about every named paper and no other: it points at them on a list.</summary>
    public bool NamedOnly { get; private init; }

    private const int Pool = 30;

    // The order has seen the abstract from several sides already; what a paper earns is counted in words, and there a sentence
    // says more.
    private const double SentenceInOrder = 0.1;
    private const double SentenceEarns = 0.3;

    public static Ranking Of(Question question, ConversationFocus focus, QueryTerms terms, CorpusSnapshot corpus, int depth)
    {
        var hits = Rerank(corpus.Rank(terms, question.Filter, null, Pool), terms, corpus, depth);
        List<Paper> named = [.. corpus.MentionsIn(question.Text).Where(m => m.Certain).Select(m => m.Paper).Where(Answers)];
        var byName = named.Count > 0;
        if (focus.IsFollowUp)
        {
            named = [.. focus.Papers.Where(Answers)];
        }

        // A named paper goes before whatever merely shares its words.
        var first = named.Select(p => hits.FirstOrDefault(h => h.Paper.Id == p.Id) is { Paper: not null } hit ? hit : new Hit(p, 0));
        return focus.IsPointed && named.Count > 0
            ? new Ranking([.. first], named, byName) { NamedOnly = true }
            : new Ranking(
                [.. first.OrderByDescending(h => h.Score).Concat(hits.Where(h => !named.Contains(h.Paper)))], named, byName);

        bool Answers(Paper paper) => !string.IsNullOrWhiteSpace(paper.Abstract) && question.Filter.Admits(paper);
    }

    // Words that meet in one sentence tell more than the same words scattered over an abstract.
    private static IReadOnlyList<Hit> Rerank(IReadOnlyList<Hit> hits, QueryTerms terms, CorpusSnapshot corpus, int depth)
    {
        var expanded = corpus.Expand(terms);
        var byTerm = new SharesByTerm(expanded);
        var shares = new double[expanded.Count];

        // A paper without an abstract can be found by its title, but it answers nothing.
        return [.. hits
            .Where(h => !string.IsNullOrWhiteSpace(h.Paper.Abstract))
            .Select(WithSentence)
            .OrderByDescending(h => h.Score)
            .Take(depth)];

        Hit WithSentence(Hit hit)
        {
            var covered = Best(corpus.NumberOf(hit.Paper.Id));
            return hit with { Score = hit.Score + (SentenceInOrder * covered), Earned = hit.Earned + (SentenceEarns * covered) };
        }

        double Best(int paper)
        {
            double best = 0;
            for (var sentence = 0; sentence < corpus.Sentences.EndsOf(paper).Length; sentence++)
            {
                Array.Clear(shares);
                byTerm.Raise(corpus.Sentences.TermsOf(paper, sentence), shares);
                double covered = 0;
                for (var i = 0; i < shares.Length; i++)
                {
                    covered += Evidence.Weight(expanded[i]) * shares[i];
                }

                best = Math.Max(best, covered);
            }

            return best;
        }
    }
}
