using PaperBot.Papers;
using PaperBot.Summaries;
using PaperBot.Text;
using Xunit;

namespace PaperBot.Tests.Summaries;

public sealed class TopicsTests
{
    [Fact]
    public void Papers_are_grouped_under_the_noun_phrase_they_share()
    {
        Paper[] papers =
        [
            Paper("Reinforcement Learning for Kites", "We fly kites by reinforcement learning in strong wind."),
            Paper("Safer Trains", "We study reinforcement learning for brakes. Reinforcement learning shortens stops by 4%."),
            Paper("Theory of Mind in Crows", "We test crows for theory of mind."),
            Paper("What Ravens Believe", "Our results on theory of mind in ravens are mixed; theory of mind tasks differ."),
            Paper("Stone Bridges", "We survey arches of granite."),
        ];

        var topics = Topics.Of(papers, papers, 5);

        Assert.Equal(["Reinforcement learning", "Theory of mind"], topics.Select(t => t.Heading).Order());
        Assert.All(topics, t => Assert.Equal(2, t.Papers.Count));
    }

    [Theory]
    [InlineData("We propose results that improve state of the art performance over previous work.")]
    [InlineData("Experimental results show improved performance of large language models.")]
    [InlineData("However, recent approaches often suffer from various problems.")]
    public void Boilerplate_makes_no_heading(string text)
    {
        Paper[] papers = [Paper("Kites", text), Paper("Trains", text), Paper("Bridges", "We survey arches."), Paper("Bees", "We count bees.")];

        Assert.Empty(Topics.Of(papers, papers, 5));
    }

    [Fact]
    public void A_phrase_mentioned_in_passing_heads_a_group_only_where_no_firmer_one_does()
    {
        Paper[] loose =
        [
            Paper("Kites", "We fly kites. We thank weather balloons."), Paper("Trains", "Trains avoid weather balloons."),
            Paper("Bees", "We count bees."),
        ];
        Paper[] firm = [.. loose, Paper("Moss Gardens", "We rake."), Paper("On Moss Gardens", "We water.")];

        Assert.Equal("Weather balloons", Assert.Single(Topics.Of(loose, loose, 5)).Heading);
        Assert.Equal("Moss gardens", Assert.Single(Topics.Of(firm, firm, 5)).Heading, ignoreCase: true);
    }

    [Fact]
    public void No_heading_stands_inside_another()
    {
        Paper[] papers =
        [
            Paper("Tall Sail Ships", "Tall sail ships cross. Tall sail ships lean."), Paper("Building Tall Sail Ships", "We build tall sail ships."),
            Paper("Sail Ships of Oak", "Sail ships of oak last."), Paper("Fast Sail Ships", "Sail ships race."),
            Paper("Sail Ships in Ice", "Sail ships freeze."), Paper("Bees", "We count bees."), Paper("Moss", "We rake moss."),
            Paper("Owls", "We hear owls."), Paper("Eels", "We weigh eels."), Paper("Clay", "We fire clay."),
        ];

        Assert.Equal("Sail ships", Assert.Single(Topics.Of(papers, papers, 5)).Heading);
    }

    [Fact]
    public void A_word_only_titles_print_loses_its_capital_where_abstracts_print_another_form_small()
    {
        Paper[] papers =
        [
            Paper("Forecasting Storm Surge at Sea", "We forecast the surge of storms."),
            Paper("Storm Surge and Towns", "A surge follows storms."), Paper("Moss", "We grow moss."),
        ];

        Assert.Equal("Storm surge", Assert.Single(Topics.Of(papers, papers, 5)).Heading);
    }

    [Fact]
    public void A_phrase_keeps_its_hyphens_and_capitals_as_printed()
    {
        Paper[] papers =
        [
            Paper("Few-Shot Learning at Sea", "We study few-shot learning with GPS-guided buoys. Buoys help few-shot learning."),
            Paper("Few-Shot Learning on Land", "We revisit few-shot learning."),
            Paper("Moss", "We grow moss."),
        ];

        Assert.Equal("Few-shot learning", Assert.Single(Topics.Of(papers, papers, 5)).Heading);
    }

    [Fact]
    public void Every_paper_of_a_group_has_its_heading_by_stems_and_stands_in_one_group_only()
    {
        var all = GeneratedPapers.Of(120);
        for (var from = 0; from < all.Count; from += 8)
        {
            var papers = all.Skip(from).Take(8).ToList();
            var topics = Topics.Of(papers, all, 6);

            Assert.All(topics, t => Assert.True(t.Papers.Count >= 2));
            Assert.All(topics, t => Assert.All(t.Papers, p => Assert.Contains(Stems(t.Heading), Stems(p.Title) + Stems(p.Abstract), StringComparison.Ordinal)));
            Assert.Distinct(topics.SelectMany(t => t.Papers).Select(p => p.Id));
        }
    }

    [Fact]
    public void Findings_are_verbatim_and_not_what_is_already_shown()
    {
        var paper = Some.Paper("Calm Hives") with
        {
            Abstract = "We introduce calm hives. We find that calm hives give 12.5% more honey. It also improves sleep by 90%.",
        };

        Assert.Equal("We find that calm hives give 12.5% more honey.", Findings.Of(paper, "We introduce calm hives.")?.Text);
        Assert.Null(Findings.Of(paper, "We find that calm hives give 12.5% more honey."));
    }

    [Fact]
    public void A_number_that_tells_a_change_is_a_finding_without_saying_so_and_one_that_tells_a_setting_yields_to_it()
    {
        var paper = Some.Paper("Calm Hives") with
        {
            Abstract = "We asked 58 keepers of 210 hives to whistle for 12 weeks. Swarming fell from 31% to 12% of the hives.",
        };

        Assert.Equal("Swarming fell from 31% to 12% of the hives.", Findings.Of(paper, null)?.Text);
    }

    private static Paper Paper(string title, string text) => Some.Paper(title, title) with { Abstract = text };

    private static string Stems(string text) => " " + string.Join(' ', Words.Of(text).Select(w => EnglishStemmer.Stem(w.Folded))) + " ";
}
