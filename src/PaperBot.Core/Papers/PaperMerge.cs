namespace PaperBot.Papers;

/// <summary>
/// What a paper's sightings state together. A pure function of the sightings in order of import, so that taking an import
/// back leaves exactly what the others state. The richer statement wins, whichever came first:
/// <list type="bullet">
/// <item>abstract: a text not printed before is a new version, the newest version is current; white space does not count;
/// the title is the one first printed with it;</item>
/// <item>authors: a complete list over one cut with "et al."; then more names; then names spelled out over initials;</item>
/// <item>author count: what stands with the complete list, else its length; without one, the greatest count stated;</item>
/// <item>affiliations: the longest list; published: the earliest day; category: <c>cs.CL</c> over <c>CL</c>;</item>
/// <item>score and comments: the latest stated, because they change with time;</item>
/// <item>DOI: a publisher's over the one arXiv gives to every preprint; arXiv id and link: the first stated.</item>
/// </list>
/// Among equals the first stated wins, and keeps the provenance.
/// </summary>
internal static class PaperMerge
{
    /// <summary>Merges one paper.</summary>
    /// <param name="id">The paper's id.</param>
    /// <param name="sightings">At least one, in order of import.</param>
    public static MergedPaper Of(string id, IReadOnlyList<Sighting> sightings)
    {
        var texts = Texts(sightings);
        var current = texts[^1];
        var authors = Richest<(int, int, int)>(sightings, facts => facts.Authors is { } names
            ? (facts.EtAl ? 0 : 1, names.Count, names.Sum(name => name.Length))
            : null);
        var count = CountOf(sightings, authors);
        var affiliations = Richest(sightings, facts => facts.Affiliations?.Count);
        var published = Richest(sightings, facts => -facts.Published?.DayNumber);
        var category = Richest(sightings, facts => facts.Category?.Contains('.', StringComparison.Ordinal));
        var score = sightings.LastOrDefault(sighting => sighting.Listed.Score is not null);
        var comments = sightings.LastOrDefault(sighting => sighting.Listed.Comments is not null);
        var arxivId = sightings.FirstOrDefault(sighting => sighting.Listed.ArxivId is not null);
        var doi = Richest<bool>(sightings, facts => facts.Doi is { } stated ? !PaperIdentity.IsArxivDoi(stated) : null);
        var url = sightings.FirstOrDefault(sighting => sighting.Listed.Url is not null);

        var paper = new Paper
        {
            Id = id,
            Title = current.Listed.Title,
            Abstract = current.Listed.Abstract,
            Version = texts.Count,
            FirstImported = sightings[0].Seen,
            IsSample = sightings.All(sighting => sighting.Sample),
            Sources = sightings.Select(sighting => sighting.File).Distinct(StringComparer.Ordinal).ToArray(),
            Authors = authors?.Listed.Authors,
            AuthorCount = count?.Listed.AuthorCount ?? count?.Listed.Authors?.Count,
            EtAl = authors?.Listed.EtAl ?? sightings.Any(sighting => sighting.Listed.EtAl),
            Affiliations = affiliations?.Listed.Affiliations,
            Published = published?.Listed.Published,
            Category = category?.Listed.Category,
            Score = score?.Listed.Score,
            Comments = comments?.Listed.Comments,
            ArxivId = arxivId?.Listed.ArxivId,
            Doi = doi?.Listed.Doi,
            Url = url?.Listed.Url,
        };
        return new MergedPaper(paper, texts,
        [
            (PaperField.Title, current), (PaperField.Abstract, current), (PaperField.Authors, authors),
            (PaperField.AuthorCount, count), (PaperField.Affiliations, affiliations), (PaperField.Published, published),
            (PaperField.Category, category), (PaperField.Score, score), (PaperField.Comments, comments),
            (PaperField.ArxivId, arxivId), (PaperField.Doi, doi), (PaperField.Url, url),
        ]);
    }

    private static List<Sighting> Texts(IReadOnlyList<Sighting> sightings)
    {
        if (sightings.Count == 1)
        {
            return [sightings[0]];
        }

        var printed = new HashSet<string>(StringComparer.Ordinal);
        return [.. sightings.Where(sighting => printed.Add(PrintedText.Collapse(sighting.Listed.Abstract)))];
    }

    private static Sighting? CountOf(IReadOnlyList<Sighting> sightings, Sighting? authors) =>
        authors is { Listed.EtAl: false } ? authors : Richest(sightings, facts => facts.AuthorCount);

    /// <summary>The first sighting of the highest rank; null when none has a rank.</summary>
    private static Sighting? Richest<TRank>(IReadOnlyList<Sighting> sightings, Func<PaperFacts, TRank?> rank)
        where TRank : struct
    {
        Sighting? richest = null;
        TRank? highest = null;
        foreach (var sighting in sightings)
        {
            if (rank(sighting.Listed) is { } own && (highest is not { } best || Comparer<TRank>.Default.Compare(own, best) > 0))
            {
                (richest, highest) = (sighting, own);
            }
        }

        return richest;
    }
}
