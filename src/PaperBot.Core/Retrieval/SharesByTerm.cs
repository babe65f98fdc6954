namespace PaperBot.Retrieval;

/// <summary>
/// The terms of a query looked up from the other side: which of them a term of a paper stands for, and how well. Made once a
/// query, it reads each term of a paper once, whatever the number of query terms.
/// </summary>
internal sealed class SharesByTerm
{
    private readonly Dictionary<int, int> first = [];
    private readonly List<(int QueryTerm, double Share, int Next)> shares = [];

    public SharesByTerm(IReadOnlyList<ExpandedTerm> terms)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            foreach (var (term, share) in terms[i].Shares)
            {
                var next = first.GetValueOrDefault(term, -1);
                first[term] = shares.Count;
                shares.Add((i, share, next));
            }
        }
    }

    /// <summary>
    /// Raises <paramref name="best"/>, one place a query term, to what the best of some terms of a paper gives for each: 0 to 1.
    /// </summary>
    public void Raise(ReadOnlySpan<int> terms, Span<double> best)
    {
        foreach (var term in terms)
        {
            for (var at = first.GetValueOrDefault(term, -1); at >= 0; at = shares[at].Next)
            {
                best[shares[at].QueryTerm] = Math.Max(best[shares[at].QueryTerm], shares[at].Share);
            }
        }
    }
}
