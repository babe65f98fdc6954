using PaperBot.Retrieval;
using Xunit;

namespace PaperBot.Tests.Retrieval;

public sealed class BadQueryTests
{
    private static readonly CorpusSnapshot Corpus = CorpusSnapshot.Of(
    [
        Some.Paper("Larder: A Vector Index for Archives", "larder"),
        Some.Paper("Windfield: Outdoor Speech Recognition", "windfield"),
        Some.Paper("מודלים של שפה", "hebrew"),
    ]);

    [Theory]
    [InlineData("")]
    [InlineData("   \t\n")]
    [InlineData("q")]
    [InlineData("?!… -- \"\" '' () [] {} :: ** __ ~~")]
    [InlineData("🤖🔥👍🏽")]
    [InlineData("\ud83d")]
    [InlineData("\0\u0001\u200b\u202e")]
    [InlineData("AND OR NOT NEAR(")]
    [InlineData("title: author: -")]
    [InlineData("zzyzx qqqq")]
    public void What_asks_for_nothing_finds_nothing(string query) => Assert.Empty(Corpus.Search(query, PaperFilter.None, 10));

    [Theory]
    [InlineData("vector \"index")]
    [InlineData("vector* AND index:")]
    [InlineData("(vector OR index))")]
    [InlineData("vector NEAR/2 index^4 +archives")]
    [InlineData("🤖 vector 🔥 index 👍🏽")]
    [InlineData("‮vector‬ index")]
    [InlineData("ＶＥＣＴＯＲ ＩＮＤＥＸ")]
    [InlineData("'; drop table papers; vector index")]
    public void Stray_operators_and_marks_are_plain_text(string query) =>
        Assert.Equal("larder", Corpus.Search(query, PaperFilter.None, 10)[0].Paper.Id);

    [Fact]
    public void Right_to_left_words_are_words() =>
        Assert.Equal("hebrew", Corpus.Search("שפה של מודלים", PaperFilter.None, 10)[0].Paper.Id);

    [Fact]
    public void Ten_thousand_words_are_ranked_like_any_others()
    {
        var query = string.Join(' ', Enumerable.Range(0, 10_000).Select(i => i % 50 == 0 ? "windfield speech" : $"w{i}x"));
        Assert.Equal("windfield", Corpus.Search(query, PaperFilter.None, 10)[0].Paper.Id);
    }

    [Fact]
    public void One_word_ten_thousand_letters_long_finds_nothing() =>
        Assert.Empty(Corpus.Search(new string('q', 10_000), PaperFilter.None, 10));

    [Fact]
    public void An_empty_corpus_answers_every_query_with_nothing() =>
        Assert.Empty(CorpusSnapshot.Of([]).Search("vector index", PaperFilter.None, 10));

    [Fact]
    public void A_corpus_without_a_word_answers_with_nothing() =>
        Assert.Empty(CorpusSnapshot.Of([Some.Paper("…", "dots") with { Abstract = "" }]).Search("vector index", PaperFilter.None, 10));
}
