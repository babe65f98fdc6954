using PaperBot.Papers;
using PaperBot.Retrieval;
using PaperBot.Text;

namespace PaperBot.Answering;

/// <summary>How much of a question a paper's title and abstract talk about.</summary>
/// <param name="Share">Weight of the question's own terms that are covered, over their whole weight: 0 to 1.</param>
/// <param name="Matched">How many terms are covered by the very word.</param>
/// <param name="Missing">Terms nothing in the paper stands for.</param>
internal sealed record Coverage(double Share, int Matched, IReadOnlyList<ExpandedTerm> Missing)
{
    public static Coverage Of(Paper paper, PaperIndex index, IReadOnlyList<ExpandedTerm> terms)
    {
        HashSet<int> present = [.. Words.Of(paper.Title).Concat(Words.Of(paper.Abstract)).Select(w => index.Terms.Find(w.Folded))];
        List<ExpandedTerm> missing = [];
        double covered = 0, whole = 0;
        var matched = 0;
        foreach (var term in terms.Where(t => t.Term.Weight >= 1))
        {
            var share = term.BestShare(present);
            whole += term.Idf;
            covered += share * term.Idf;
            matched += share >= 1 ? 1 : 0;
            if (share == 0)
            {
                missing.Add(term);
            }
        }

        return new Coverage(whole == 0 ? 0 : covered / whole, matched, missing);
    }
}
