using System.Globalization;
using PaperBot.Digests;
using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Digests;

/// <summary>
/// Measures how varied editions are, beside editions of the same papers chosen one by one for their value, over thirty days. The
/// real listings' 240 papers feed thirty editions of eight either way: what differs is which of them stand together.
/// </summary>
public sealed class DigestDiversityTests(ITestOutputHelper output)
{
    private const string FolderVariable = "PAPERBOT_TEST_DATA";
    private const int Days = 30;
    private const int Count = 8;

    [Fact]
    public async Task Thirty_editions_of_the_sample_hold_no_more_twins_and_more_shared_headings_than_the_best_papers_one_by_one() =>
        Check("sample", (await Corpora.SampleAsync()).Current.Papers);

    [Fact]
    public async Task Thirty_editions_of_real_listings_hold_no_more_twins_and_more_shared_headings_than_the_best_papers_one_by_one()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder ?? "", "papers")), $"{FolderVariable} names no folder with papers/.");
        Check("real listings", (await Corpora.ImportedAsync(Path.Combine(folder!, "papers"), sample: false)).Current.Papers);
    }

    [Fact]
    public void Twins_stand_together_in_fewer_editions_than_among_the_best_papers_one_by_one()
    {
        // Neither the sample nor the real listings hold any: every fifth invented paper gets one, dated and scored alike.
        var papers = GeneratedPapers.Of(200).Select((p, i) => p with { Abstract = $"{p.Abstract} Station {Words[i % 40]} {Words[i / 5]}." }).ToList();
        papers.AddRange([.. papers.Where((_, i) => i % 5 == 0).Select(p => p with { Id = p.Id + "-twin", Title = p.Title + " (Extended)" })]);
        var (ours, plain) = (Ours(papers), Plain(papers));
        output.WriteLine($"with 40 twins, {papers.Count} papers, ours:  {ours}");
        output.WriteLine($"with 40 twins, {papers.Count} papers, plain: {plain}");

        Assert.Equal(plain.Papers, ours.Papers);
        Assert.True(ours.Twins * 4 < plain.Twins);
    }

    private static string[] Words { get; } = [.. Enumerable.Range(0, 40).Select(i => $"{"bcdfghjklm"[i / 4]}{"aeio"[i % 4]}rrow{"bcdfghjklm"[i % 10]}")];

    private void Check(string name, IReadOnlyList<Paper> papers)
    {
        var (ours, plain) = (Ours(papers), Plain(papers));
        output.WriteLine($"{name}, {papers.Count} papers, ours:  {ours}");
        output.WriteLine($"{name}, {papers.Count} papers, plain: {plain}");

        Assert.Equal(plain.Papers, ours.Papers);
        Assert.True(ours.Twins <= plain.Twins);
        Assert.True(ours.UnderHeadings > plain.UnderHeadings);
        // A shared heading is likeness by choice; it must not come to one subject a day.
        Assert.InRange(ours.Likeness, 0, plain.Likeness + 0.03);
    }

    private static Variety Ours(IReadOnlyList<Paper> papers) =>
        Measure(papers, (shown, w) => [.. DigestSelector.Select(papers, shown, w).Picks.Select(p => p.Paper)]);

    private static Variety Plain(IReadOnlyList<Paper> papers) => Measure(papers, (shown, w) =>
    [
        .. DigestSelector.ByValue([.. papers.Where(p => !shown.Contains(p.Id)).Select(TopicMatch.Unasked)], w)
            .Take(w.Count).Select(c => c.Match.Paper),
    ]);

    private static Variety Measure(IReadOnlyList<Paper> papers, Func<HashSet<string>, DigestWindow, List<Paper>> select)
    {
        var likeness = new PaperLikeness(papers);
        var position = papers.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i);
        var first = DateOnly.FromDateTime(papers.Max(p => p.FirstImported).UtcDateTime);
        HashSet<string> shown = [];
        List<double> pairs = [];
        var (twins, headings, under, categories, shownPapers, editions) = (0, 0, 0, 0, 0, 0);
        for (var day = 0; day < Days; day++)
        {
            var window = new DigestWindow(first.AddDays(day), TimeZoneInfo.Utc, Count, Days, Previous: day == 0 ? null : first.AddDays(day - 1));
            var picks = select(shown, window);
            if (picks.Count == 0)
            {
                break;
            }

            var alike = picks.SelectMany((p, i) => picks.Skip(i + 1).Select(q => likeness.Of(position[p.Id], position[q.Id]))).ToList();
            pairs.AddRange(alike);
            twins += alike.Count(a => a > 0.5);
            var content = DigestComposer.Compose(
                new DigestEdition("lab", window.Date), new DigestSelection([.. picks.Select(p => new DigestPick(p, ""))], papers.Count, null), papers);
            headings += content.Groups.Count(g => g.Heading != DigestGroup.Rest);
            under += content.Groups.Where(g => g.Heading != DigestGroup.Rest).Sum(g => g.Items.Count);
            categories += picks.Select(p => p.Category).OfType<string>().Distinct().Count();
            shownPapers += picks.Count;
            editions++;
            shown.UnionWith(picks.Select(p => p.Id));
        }

        return new Variety(
            editions, shownPapers, pairs.Average(), pairs.Max(), twins, (double)headings / editions, (double)under / shownPapers, (double)categories / editions);
    }

    private sealed record Variety(
        int Editions, int Papers, double Likeness, double Closest, int Twins, double Headings, double UnderHeadings, double Categories)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Editions} editions, {Papers} papers; mean likeness {Likeness:F4}, closest pair {Closest:F3}, twins {Twins}; "
            + $"headings an edition {Headings:F2}, papers under one {UnderHeadings:P1}; categories an edition {Categories:F2}");
    }
}
