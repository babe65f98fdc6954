using PaperBot.Answering;
using PaperBot.Conversations;
using PaperBot.Papers;
using PaperBot.Retrieval;
using Xunit;

namespace PaperBot.Tests.Answering;

public sealed class ConversationFocusTests
{
    private static readonly Paper Larder = Some.Paper("Larder: A Vector Index for Archives", "larder") with
    {
        Abstract = "Archives are asked seldom and grow fast. Larder keeps 2.1 billion vectors on slow disks.",
    };

    private static readonly Paper Windfield = Some.Paper("Windfield: Speech Recognizers on Synthetic Weather", "windfield") with
    {
        Abstract = "Speech recognizers collapse outdoors. Windfield adds simulated wind and rain to 900 hours of speech.",
    };

    private static readonly Paper Cairn = Some.Paper("Cairn: Trail-Marking Exploration for Legged Robots", "cairn") with
    {
        Abstract = "Legged robots that explore caves lose radio contact. Cairn lets a team of three robots drop small beacons.",
    };

    private static readonly CorpusSnapshot Corpus = Corpora.Of(Larder, Windfield, Cairn).Current;
    private static readonly Turn Listing = new(Speaker.Bot, "three papers") { Papers = ["cairn", "larder", "windfield"] };

    [Theory]
    [InlineData("compare 1 and 3", "cairn", "windfield")]
    [InlineData("what does paper 2 report?", "larder")]
    [InlineData("compare the last two", "larder", "windfield")]
    [InlineData("and the third?", "windfield")]
    public void Numbers_mean_the_papers_of_the_latest_list(string question, params string[] ids)
    {
        var focus = Of(question, Listing, new Turn(Speaker.User, "and"), new Turn(Speaker.Bot, "ok") { Papers = ["larder"] });
        Assert.True(focus.IsFollowUp && !focus.PointsNowhere);
        Assert.Equal(ids, focus.Papers.Select(p => p.Id));
    }

    [Theory]
    [InlineData("compare 2 and 9")]
    [InlineData("what is the fourth one?")]
    [InlineData("the last five papers")]
    public void A_number_past_every_list_points_nowhere(string question) => Assert.True(Of(question, Listing).PointsNowhere);

    [Fact]
    public void A_title_that_changed_since_does_not_matter_and_a_paper_that_is_gone_keeps_its_place()
    {
        var later = Corpora.Of(Larder with { Title = "Pantry: A Renamed Index" }, Windfield).Current;
        var renamed = ConversationFocus.Of(new Question("q", "what does paper 2 report?") { History = [Listing] }, later);
        Assert.Equal("Pantry: A Renamed Index", Assert.Single(renamed.Papers).Title);
        Assert.True(ConversationFocus.Of(new Question("q", "what does paper 1 report?") { History = [Listing] }, later).PointsNowhere);
        Assert.True(ConversationFocus.Of(new Question("q", "compare 1 and 2") { History = [Listing] }, later).PointsNowhere);
    }

    [Fact]
    public void A_given_list_goes_before_what_was_said()
    {
        var question = new Question("q", "what does paper 1 report?") { History = [Listing], Listed = ["windfield", "larder"] };
        Assert.Equal("windfield", Assert.Single(ConversationFocus.Of(question, Corpus).Papers).Id);
        Assert.True(ConversationFocus.Of(question with { Text = "compare 2 and 3" }, Corpus).PointsNowhere);
    }

    [Theory]
    [InlineData("how do legged robots explore caves?")]
    [InlineData("how do the robots that explore caves keep their radio contact?")]
    [InlineData("legged robots and caves?")]
    public void A_question_with_a_topic_of_its_own_leaves_the_old_one(string question) =>
        Assert.False(Of(question, new Turn(Speaker.Bot, "wind") { Papers = ["windfield"] }).IsFollowUp);

    [Theory]
    [InlineData("how many hours of speech?")]
    [InlineData("and where does it collapse?")]
    [InlineData("who are the authors?")]
    public void A_question_that_leans_on_the_old_topic_keeps_it(string question) =>
        Assert.Equal("windfield", Assert.Single(Of(question, new Turn(Speaker.Bot, "wind") { Papers = ["windfield"] }).Papers).Id);

    [Fact]
    public void A_list_leaves_only_its_papers_that_the_filter_admits()
    {
        var question = new Question("q", "x") { Listed = ["larder", "cairn"], Filter = new PaperFilter { Category = "DB" } };
        Assert.False(question.Filter.Admits(Windfield with { Category = "DB" }));
        Assert.False(question.Filter.Admits(Cairn));
        Assert.True(question.Filter.Admits(Larder with { Category = "cs.DB" }));
    }

    private static ConversationFocus Of(string question, params Turn[] history) =>
        ConversationFocus.Of(new Question("q", question) { History = history }, Corpus);
}
