using PaperBot.Papers;
using PaperBot.Summaries;

namespace PaperBot.Digests;

/// <summary>
/// Puts chosen papers under headings, numbers them, summarises each, and takes the overview's findings from them.
/// </summary>
internal static class DigestComposer
{
    private const int MostHeadings = 6;
    private const int MostFindings = 2;

    // Enough papers to tell common phrases from telling ones; more would only cost time.
    private const int MostBackground = 2000;

    /// <summary>The edition's content. Pure: the same arguments give the same content.</summary>
    /// <param name="edition">Channel and day.</param>
    /// <param name="selection">The papers, best first, or the reason for none.</param>
    /// <param name="corpus">All papers; what most of them say makes no heading.</param>
    /// <param name="summaries">By paper id; a paper without one here gets its abstract's own sentence.</param>
    public static DigestContent Compose(
        DigestEdition edition, DigestSelection selection, IReadOnlyList<Paper> corpus,
        IReadOnlyDictionary<string, Tldr>? summaries = null)
    {
        var picks = selection.Picks.ToDictionary(p => p.Paper.Id, p => p.Reason, StringComparer.Ordinal);
        var papers = selection.Picks.Select(p => p.Paper).ToList();
        var topics = Topics.Of(papers, Background(corpus), MostHeadings);
        var grouped = topics.SelectMany(t => t.Papers).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var rest = papers.Where(p => !grouped.Contains(p.Id)).ToList();
        var number = 0;
        DigestGroup Numbered(string heading, IReadOnlyList<Paper> members) =>
            new(heading, [.. members.Select(p => new DigestItem(++number, p, Summary(p), picks[p.Id]))]);

        Tldr Summary(Paper paper) => summaries?.GetValueOrDefault(paper.Id) ?? AbstractSummarizer.Summarize(paper);

        List<DigestGroup> groups = [.. topics.Select(t => Numbered(t.Heading, t.Papers))];
        if (rest.Count > 0)
        {
            groups.Add(Numbered(DigestGroup.Rest, rest));
        }

        return new DigestContent
        {
            Edition = edition,
            Groups = groups,
            Findings = FindingsOf(groups),
            Candidates = selection.Candidates,
            Next = selection.Next,
            EmptyReason = selection.EmptyReason,
        };
    }

    /// <summary>The part of the corpus that tells common phrases from telling ones: what was imported last.</summary>
    public static IReadOnlyList<Paper> Background(IReadOnlyList<Paper> corpus) =>
        corpus.Count <= MostBackground ? corpus : [.. corpus.Skip(corpus.Count - MostBackground)];

    // The two most concrete findings; from different headings where there are two as good as.
    private static List<DigestFinding> FindingsOf(List<DigestGroup> groups)
    {
        var found = groups
            .SelectMany(g => g.Items.Select(i => (Group: g, Item: i, Finding: Findings.Of(i.Paper, i.Tldr.Text))))
            .Where(f => f.Finding is not null)
            .OrderByDescending(f => f.Finding!.Value.Weight)
            .ThenBy(f => f.Item.Number)
            .ToList();
        if (found.Count > MostFindings)
        {
            const double asGoodAs = 0.7;
            var second = found.Skip(1).FirstOrDefault(
                f => f.Group != found[0].Group && f.Finding!.Value.Weight >= found[1].Finding!.Value.Weight - asGoodAs);
            found = [found[0], second.Item is null ? found[1] : second];
        }

        return [.. found.OrderBy(f => f.Item.Number).Select(f => new DigestFinding(f.Finding!.Value.Text, f.Item.Number))];
    }
}
