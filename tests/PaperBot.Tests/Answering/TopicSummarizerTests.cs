using System.Text.RegularExpressions;
using PaperBot.Answering;
using PaperBot.Papers;
using PaperBot.Retrieval;
using Xunit;

namespace PaperBot.Tests.Answering;

public sealed class TopicSummarizerTests
{
    [Theory]
    [InlineData("speech recognition")]
    [InlineData("robots")]
    [InlineData("")]
    public async Task Summary_has_three_to_six_themes_each_with_a_verbatim_cited_sentence(string topic)
    {
        var corpus = await Corpora.SampleAsync();
        var summary = await new TopicSummarizer(corpus).SummarizeAsync(topic, PaperFilter.None, CancellationToken.None);
        Assert.Equal(Outcome.Answered, summary.Outcome);
        Assert.InRange(summary.Themes.Count, 3, 6);
        var lines = summary.Text.Split("\n\nSources:")[0].Split('\n');
        Assert.Equal(summary.Themes.Count, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"\[\d+\]$", line));
        Assert.All(summary.Citations, c => Assert.Contains(c.Quote, corpus.Current.Find(c.PaperId)!.Abstract, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Topic_of_another_domain_has_no_themes()
    {
        var summary = await new TopicSummarizer(await Corpora.SampleAsync()).SummarizeAsync("pizza toppings", PaperFilter.None, CancellationToken.None);
        Assert.Equal(Outcome.NoMatch, summary.Outcome);
        Assert.Empty(summary.Themes);
    }

    [Fact]
    public async Task Model_sums_up_and_names_themes_each_sentence_verified()
    {
        var summary = await WithModelAsync(
            "Larder keeps 2.1 billion vectors on slow disks. [1] Cairn lets 7 robots drop beacons. [2]",
            "- Vectors are kept on slow disks. [1]\n- Robots drop small beacons. [2]\n- Larder and Cairn cure headaches. [1][2]");
        Assert.Equal("local", summary.Engine);
        Assert.Equal(["Vectors are kept on slow disks.", "Robots drop small beacons."], summary.Themes);
        Assert.StartsWith("Larder keeps 2.1 billion vectors on slow disks. [1]", summary.Text, StringComparison.Ordinal);
        Assert.Contains("\n\n- Vectors are kept on slow disks. [1]\n- Robots drop small beacons. [2]\n\nSources:",
            summary.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("7 robots", summary.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("headaches", summary.Text, StringComparison.Ordinal);
        Assert.All(summary.Citations, c => Assert.Contains(c.Quote, Papers.Single(p => p.Id == c.PaperId).Abstract,
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task Themes_the_abstracts_do_not_support_leave_the_extractive_ones_below_the_overview()
    {
        var summary = await WithModelAsync("Larder keeps 2.1 billion vectors on slow disks. [1]",
            "- Bananas are yellow. [1]\n- Zebras sing. [2]");
        var without = await new TopicSummarizer(Corpora.Of(Papers)).SummarizeAsync("", PaperFilter.None, CancellationToken.None);
        Assert.Equal("local", summary.Engine);
        Assert.Equal(without.Themes, summary.Themes);
    }

    [Theory]
    [InlineData("NO MATCH")]
    [InlineData("")]
    [InlineData("Bananas are yellow. [1]")]
    [InlineData(null)]
    public async Task Model_without_a_supported_overview_leaves_the_extractive_summary(string? overview)
    {
        var summary = await WithModelAsync(overview, "- Vectors are kept on slow disks. [1]\n- Robots drop small beacons. [2]");
        var without = await new TopicSummarizer(Corpora.Of(Papers)).SummarizeAsync("", PaperFilter.None, CancellationToken.None);
        Assert.Equal(("extractive", without.Text), (summary.Engine, summary.Text));
    }

    [Fact]
    public async Task Model_is_given_at_most_eight_abstracts_and_the_reader_is_told()
    {
        var corpus = await Corpora.SampleAsync();
        var client = ScriptedChatClient.Answering((asked, _) => ScriptedReply.Of(Quote(asked[^1].Text)));
        var summary = await new TopicSummarizer(corpus, new ThemeWriter(Answerers.Writer(client)))
            .SummarizeAsync("", PaperFilter.None, CancellationToken.None);
        Assert.All(client.Calls, c => Assert.InRange(Regex.Count(c.Messages[^1].Text, "(?m)^=+ SOURCE "), 5, 8));
        Assert.Matches(@"\*\(from [5-8] of 59 papers\)\*", summary.Text);
        Assert.Equal("local", summary.Engine);
    }

    // The first sentence the model was given, with its marker.
    private static string Quote(string prompt) => Regex.Match(prompt, @"(?m)^1\.1 (.+)$").Groups[1].Value.Trim() + " [1]";

    private static readonly Paper[] Papers =
    [
        Some.Paper("Larder: A Vector Index for Archives", "larder") with
        {
            Abstract = "Archives are asked seldom. "
                + "Larder keeps 2.1 billion vectors on slow disks. On DustShelf it answers in 40 ms.",
        },
        Some.Paper("Cairn: Trail-Marking Exploration for Legged Robots", "cairn") with
        {
            Abstract = "Cairn lets three robots drop small beacons. "
                + "In four mines the team maps 38% more passages than without beacons.",
        },
    ];

    private static Task<Answer> WithModelAsync(string? overview, string themes)
    {
        var client = ScriptedChatClient.Answering((asked, _) => !asked[^1].Text.Contains("Topic:", StringComparison.Ordinal)
            ? ScriptedReply.Of(themes)
            : overview is null ? new ScriptedReply { Throws = new InvalidOperationException("gone") }
            : ScriptedReply.Of(overview));
        return new TopicSummarizer(Corpora.Of(Papers), new ThemeWriter(Answerers.Writer(client)))
            .SummarizeAsync("", PaperFilter.None, CancellationToken.None);
    }
}
