using PaperBot.Papers;

namespace PaperBot.Summaries;

/// <summary>Which papers of a set could stand together under a heading, whatever else stands beside them.</summary>
internal sealed class HeadingPartners
{
    private readonly HashSet<int>[] partners;

    private HeadingPartners(HashSet<int>[] partners) => this.partners = partners;

    /// <summary>Looks for partners among <paramref name="papers"/>; <paramref name="background"/> tells common phrases from telling ones.</summary>
    public static HeadingPartners Of(IReadOnlyList<Paper> papers, IReadOnlyList<Paper> background)
    {
        HashSet<int>[] partners = [.. papers.Select(_ => new HashSet<int>())];
        foreach (var phrase in Topics.Telling(PhraseIndex.Of(papers, background), papers.Count))
        {
            foreach (var (one, strength) in phrase.Strengths)
            {
                partners[one].UnionWith(phrase.Strengths.Where(s => s.Key != one && Topics.CanHead(phrase, [strength, s.Value])).Select(s => s.Key));
            }
        }

        return new HeadingPartners(partners);
    }

    /// <summary>Whether two papers, by position in the set, could share a heading.</summary>
    public bool Are(int left, int right) => partners[left].Contains(right);

    /// <summary>Whether a paper could share a heading with any other of the set.</summary>
    public bool HasAny(int paper) => partners[paper].Count > 0;
}
