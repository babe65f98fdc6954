using PaperBot.Digests;
using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class TopicMatcherTests
{
    private static readonly Paper Signs = Of("signs", "Reading Sign Language on Trains", "We film commuters who sign.");
    private static readonly Paper Survey = Of("survey", "A Survey of Gesture", "We review gestures; sign languages among them.");
    private static readonly Paper Kites = Of("kites", "Kites over Bridges", "A sign was hung up. No language is needed to fly a kite.");
    private static readonly Paper Bees = Of("bees", "Counting Bees", "We count bees near hives.") with
    {
        Category = "cs.CL", Authors = ["Min Lee", "Bo Marsh"],
    };

    private static readonly Paper[] All = [Signs, Survey, Kites, Bees];

    [Theory]
    [InlineData("sign language", "signs survey kites")]
    [InlineData("\"sign language\"", "signs survey")]
    [InlineData("title:\"sign language\"", "signs")]
    [InlineData("signing languages", "signs survey kites")]
    [InlineData("sign language, -survey", "signs kites")]
    [InlineData("-\"sign language\"", "kites bees")]
    [InlineData("kites, bees", "kites bees")]
    [InlineData("author:Lee", "bees")]
    [InlineData("author:\"Lee, M.\"", "bees")]
    [InlineData("author:Min", "")]
    [InlineData("category:CS.cl", "bees")]
    [InlineData("category:cs", "bees")]
    [InlineData("category:CL", "bees")]
    [InlineData("category:math.CL", "")]
    [InlineData("-category:cs", "signs survey kites")]
    [InlineData("the of", "signs survey kites bees")]
    public void A_paper_belongs_when_any_wanted_term_fits_and_no_excluded_one(string typed, string ids)
    {
        // "the of" holds function words alone, so they are what is looked for.
        Paper[] papers = typed == "the of" ? [.. All.Select(p => p with { Abstract = p.Abstract + " The end of it." })] : All;

        Assert.Equal(ids, string.Join(' ', Match(typed, papers).Select(m => m.Paper.Id)));
    }

    [Fact]
    public void Relatives_of_a_word_are_neither_wanted_nor_left_out()
    {
        // The thesaurus holds "review" beside "survey", and "kite" is one letter from "bite".
        Assert.Equal(["survey"], Match("survey", All).Select(m => m.Paper.Id));
        Assert.Equal(["signs", "survey", "kites"], Match("-bee, -overview, -bite", All).Select(m => m.Paper.Id));
    }

    [Fact]
    public void A_title_counts_more_than_neighbours_in_the_abstract_and_those_more_than_scattered_words()
    {
        var strengths = Match("sign language", All).ToDictionary(m => m.Paper.Id, m => m.Strength);

        Assert.True(strengths["signs"] > strengths["survey"] && strengths["survey"] > strengths["kites"]);
        Assert.True(Single("sign language, commuters", Signs).Strength > strengths["signs"]);
    }

    [Fact]
    public void What_fits_is_said_best_first_and_in_few_words()
    {
        Assert.Equal(["matches “Bees”", "by Min Lee", "in cs.CL"], Single("category:cs, Bees, author:lee", Bees).Why);
        Assert.Empty(Single("-kites", Bees).Why);
        Assert.InRange(Single("author:x", Bees with { Authors = [new string('w', 4000) + " x"] }).Why[0].Length, 10, 70);
    }

    [Fact]
    public void An_example_finds_what_is_like_it_and_not_itself()
    {
        var papers = GeneratedPapers.Of(120).ToList();
        var example = papers[40] with { ArxivId = "2101.00001" };
        papers[40] = example;
        foreach (var named in new[] { example.Id, "2101.00001", "arXiv:2101.00001v3", "https://arxiv.org/abs/2101.00001", example.Title.ToUpperInvariant() })
        {
            var matches = TopicMatcher.Match(DigestTopics.Parse($"like:\"{named}\""), papers, papers);

            Assert.Empty(matches.UnknownExamples);
            Assert.DoesNotContain(matches.Matches, m => m.Paper.Id == example.Id);
            Assert.InRange(matches.Matches.Count, 1, 60);
            Assert.All(matches.Matches, m => Assert.StartsWith("like “Study 40: ", m.Why[0], StringComparison.Ordinal));
            // Same subject and same means as the example: nothing is nearer.
            Assert.Equal(matches.Matches.Max(m => m.Strength), matches.Matches.Single(m => m.Paper.Id == "generated-00096").Strength);
        }
    }

    [Fact]
    public void An_example_that_is_not_stored_has_no_say()
    {
        var matches = TopicMatcher.Match(DigestTopics.Parse("like:2999.00001, kites"), All, All);
        Assert.Equal(["2999.00001"], matches.UnknownExamples);
        Assert.Equal(["kites"], matches.Matches.Select(m => m.Paper.Id));

        Assert.Empty(TopicMatcher.Match(DigestTopics.Parse("like:2999.00001"), All, All).Matches);
        Assert.Equal(4, TopicMatcher.Match(DigestTopics.Parse("-like:2999.00001"), All, All).Matches.Count);
    }

    [Theory]
    [InlineData("Min Lee", "lee", true)]
    [InlineData("Lee, Min", "Min Lee", true)]
    [InlineData("M. Lee", "Min Lee", true)]
    [InlineData("Jae Lee", "Min Lee", false)]
    [InlineData("Min Leeds", "Lee", false)]
    [InlineData("Lee", "Min Lee", false)]
    [InlineData("José Ñandú", "nandu", true)]
    [InlineData("Marc van Dijk", "van Dijk", true)]
    [InlineData("", "Lee", false)]
    [InlineData("Lee", "???", false)]
    public void Authors_are_known_by_family_name_or_by_all_words_of_a_name(string author, string typed, bool same) =>
        Assert.Equal(same, AuthorMatch.MayBe(author, typed));

    private static TopicMatch Single(string typed, Paper paper) => Assert.Single(Match(typed, [paper]));

    private static IReadOnlyList<TopicMatch> Match(string typed, IReadOnlyList<Paper> papers) =>
        TopicMatcher.Match(DigestTopics.Parse(typed), papers, papers).Matches;

    private static Paper Of(string id, string title, string text) => Some.Paper(title, id) with { Abstract = text };
}
