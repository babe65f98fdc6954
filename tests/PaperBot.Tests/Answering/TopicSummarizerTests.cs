using PaperBot.Answering;
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
    public async Task Comparison_cites_every_paper_verbatim()
    {
        var corpus = await Corpora.SampleAsync();
        var papers = corpus.Current.Papers.Where(p => p.Title.StartsWith("Tidewatch", StringComparison.Ordinal)).ToList();
        var comparison = await new TopicSummarizer(corpus).CompareAsync(papers, CancellationToken.None);
        Assert.Equal(2, papers.Count);
        Assert.Equal(papers.Select(p => p.Id), comparison.Citations.Select(c => c.PaperId).Distinct());
        Assert.All(comparison.Citations, c => Assert.Contains(c.Quote, corpus.Current.Find(c.PaperId)!.Abstract, StringComparison.Ordinal));
    }
}
