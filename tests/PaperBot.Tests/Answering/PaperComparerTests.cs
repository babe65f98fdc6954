using System.Text.RegularExpressions;
using PaperBot.Answering;
using PaperBot.Papers;
using PaperBot.Summaries;
using PaperBot.Text;
using Xunit;

namespace PaperBot.Tests.Answering;

public sealed partial class PaperComparerTests
{
    private const int Limit = 2000;

    private static readonly Paper Larder = Some.Paper("Larder: A Vector Index for Archives", "larder") with
    {
        Published = new DateOnly(2026, 3, 2),
        Abstract = "Archives are asked seldom. Larder keeps 2.1 billion vectors on slow disks. On DustShelf it answers in 40 ms "
            + "with a recall of 91.5%. Larder outperforms FlatScan in recall.",
    };

    private static readonly Paper Cairn = Some.Paper("Cairn: Trail-Marking Exploration for Legged Robots", "cairn") with
    {
        Abstract = "Cairn lets three robots drop small beacons. "
            + "In four mines the team maps 38% more passages than without beacons.",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Table_shows_name_month_title_and_figure_of_each_paper()
    {
        var text = (await CompareAsync(null, Larder, Cairn)).Text;
        var table = text.Split("```")[1];
        Assert.Matches(@"\[1\] Larder +Mar 2026\n    about   A Vector Index for Archives\n    figure  .*91\.5%", table);
        Assert.Matches(
            @"\[2\] Cairn +–\n    about   Trail-Marking Exploration for Legged Robots\n    figure  .*38% more passages", table);
    }

    [Fact]
    public async Task A_figure_never_loses_the_number_before_its_unit()
    {
        foreach (var paper in (await Corpora.SampleAsync()).Current.Papers)
        {
            if (MainFigure.Of(paper, 60) is { } figure)
            {
                var sentence = SummaryWords.SingleSpaced(ReadableLatex.Of(figure.Sentence.Text));
                Assert.DoesNotMatch(@"\d\s$", sentence[..sentence.IndexOf(figure.Text, StringComparison.Ordinal)]);
            }
        }
    }

    [Fact]
    public async Task Every_pair_of_the_sample_fits_a_message_with_verbatim_citations()
    {
        var corpus = await Corpora.SampleAsync();
        var papers = corpus.Current.Papers;
        var comparer = new PaperComparer(corpus);
        for (var i = 0; i < papers.Count; i++)
        {
            for (var j = i + 1; j < papers.Count; j++)
            {
                AssertKeepsThePromise(await comparer.CompareAsync([papers[i], papers[j]], Token), papers[i], papers[j]);
            }
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public async Task Many_papers_of_the_sample_fit_a_message_and_each_is_cited(int count)
    {
        var corpus = await Corpora.SampleAsync();
        var comparer = new PaperComparer(corpus);
        var papers = corpus.Current.Papers;
        var random = new Random(5);
        for (var i = 0; i < 100; i++)
        {
            var some = papers.OrderBy(_ => random.Next()).Take(count).ToArray();
            AssertKeepsThePromise(await comparer.CompareAsync(some, Token), some);
        }
    }

    [Fact]
    public async Task Monstrous_titles_and_abstracts_leave_a_whole_message()
    {
        Paper[] papers = [.. Enumerable.Range(0, 8)
            .Select(i => Some.Paper($"{i}_*[x](http://x) {new string('w', 700)} *a* _b_", $"p{i}") with
        {
            Abstract = string.Join(' ', Enumerable.Range(0, 4)
                .Select(n => $"We {string.Join(' ', Enumerable.Repeat("_fly_*kites* ```", 90))} by {n}{i}.5%.")),
            IsSample = true,
        })];
        AssertKeepsThePromise(await CompareAsync(null, papers), papers);
    }

    [Fact]
    public async Task Paper_without_an_abstract_is_compared_by_its_fields()
    {
        var bare = Cairn with { Abstract = "" };
        var answer = await CompareAsync(null, Larder, bare);
        AssertKeepsThePromise(answer, Larder, bare);
        Assert.Contains(answer.Citations, c => c is { PaperId: "cairn", Quote: "" });
    }

    [Fact]
    public async Task Model_compares_in_its_words_under_the_tables_markers()
    {
        var answer = await CompareAsync(
            "Three robots drop small beacons with Cairn. [2] Larder reaches a recall of 91.5% on DustShelf. [1]", Larder, Cairn);
        Assert.Equal("local", answer.Engine);
        Assert.Contains(
            "\n- Three robots drop small beacons with Cairn. [2]\n- Larder reaches a recall of 91.5% on DustShelf. [1]\n",
            answer.Text,
            StringComparison.Ordinal);
        AssertKeepsThePromise(answer, Larder, Cairn);
    }

    [Fact]
    public async Task Paper_the_model_leaves_out_speaks_for_itself()
    {
        var answer = await CompareAsync("Larder reaches a recall of 91.5% on DustShelf. [1]", Larder, Cairn);
        Assert.Equal("local", answer.Engine);
        Assert.Contains("- **Cairn**: ", answer.Text, StringComparison.Ordinal);
        AssertKeepsThePromise(answer, Larder, Cairn);
    }

    [Theory]
    [InlineData("Larder is better than Cairn. [1][2]")]
    [InlineData("Larder answers faster than Cairn maps passages. [1][2]")]
    [InlineData("Larder has the higher recall of both papers. [1]")]
    [InlineData("Larder answers faster on DustShelf with a recall of 91.5%. [1]")]
    [InlineData("Larder reaches a recall of 94.5% on DustShelf. [1]")]
    [InlineData("Larder keeps 2.1 billion vectors on slow disks, see https://example.org. [1]")]
    [InlineData("FlatScan outperforms Larder in recall. [1]")]
    public async Task Verdict_that_no_abstract_states_never_reaches_the_reader(string lie)
    {
        var answer = await CompareAsync(lie, Larder, Cairn);
        Assert.DoesNotContain(lie[..lie.IndexOf(" [", StringComparison.Ordinal)], answer.Text, StringComparison.Ordinal);
        AssertKeepsThePromise(answer, Larder, Cairn);
    }

    [Fact]
    public async Task Verdict_that_an_abstract_states_is_told() => Assert.Contains(
        "- In recall Larder outperforms FlatScan. [1]",
            (await CompareAsync("In recall Larder outperforms FlatScan. [1]", Larder, Cairn)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Failing_model_leaves_the_comparison_of_the_abstracts()
    {
        using var client = new ScriptedChatClient(new ScriptedReply { Pieces = ["Larder"],
            Throws = new InvalidOperationException("gone") });
        var failed = await new PaperComparer(Corpora.Of(Larder, Cairn), Answerers.Writer(client))
            .CompareAsync([Larder, Cairn], Token);
        Assert.Equal(("extractive", (await CompareAsync(null, Larder, Cairn)).Text), (failed.Engine, failed.Text));
    }

    [Fact]
    public async Task Chatty_model_is_held_to_one_message()
    {
        var sentence = "On DustShelf Larder answers in 40 ms with a recall of 91.5%";
        var chatter = string.Join(' ', Enumerable.Range(0, 40).Select(i => $"{sentence}. [1]"));
        Paper[] papers = [Larder, Cairn, .. (await Corpora.SampleAsync()).Current.Papers.Take(6)];
        AssertKeepsThePromise(await CompareAsync(chatter, papers), papers);
    }

    private static async Task<Answer> CompareAsync(string? reply, params Paper[] papers)
    {
        using var client = reply is null ? null : new ScriptedChatClient(ScriptedReply.Of(reply));
        return await new PaperComparer(Corpora.Of(papers), client is null ? null : Answerers.Writer(client))
            .CompareAsync(papers, Token);
    }

    private static void AssertKeepsThePromise(Answer answer, params Paper[] papers)
    {
        Assert.True(answer.Text.Length <= Limit, $"{answer.Text.Length}:\n{answer.Text}");
        Assert.Equal(papers.Select(p => p.Id), answer.Citations.Select(c => c.PaperId).Distinct());
        Assert.All(answer.Citations, c => Assert.Contains(c.Quote, papers.Single(p => p.Id == c.PaperId).Abstract,
            StringComparison.Ordinal));
        Assert.All(answer.Citations, c => Assert.Equal(papers.Single(p => p.Id == c.PaperId).Title, c.Title));

        var parts = answer.Text.Split("```");
        Assert.Equal(3, parts.Length);
        var rows = parts[1].Trim('\n').Split('\n');
        Assert.All(rows, row => Assert.True(row.Length <= 55, row));
        Assert.Equal(papers.Length, rows.Count(r => MarkerPattern().IsMatch(r)));
        var figures = rows.Where(r => r.StartsWith("    figure  ", StringComparison.Ordinal)).Select(r => r[12..]).ToList();
        Assert.Equal(papers.Length, figures.Count);
        Assert.All(figures.Zip(papers), f => Assert.True(
            f.First == "–" || OneLine(f.Second.Abstract).Contains(f.First.Replace('\'', '`'), StringComparison.Ordinal)
                || OneLine(f.Second.Abstract).Contains(f.First, StringComparison.Ordinal),
            f.First));
        var (said, sources) = (parts[2].Split("\n\nSources:")[0], parts[2].Split("\n\nSources:")[1]);
        Assert.All(said.Split('\n').Where(l => l.StartsWith("- ", StringComparison.Ordinal)), l => Assert.Matches(@"\[\d\]$", l));
        Assert.Equal(papers.Length, sources.Trim('\n').Split('\n').Length);
    }

    private static string OneLine(string text) =>
        string.Join(' ', ReadableLatex.Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"^\[\d\] ")]
    private static partial Regex MarkerPattern();
}
