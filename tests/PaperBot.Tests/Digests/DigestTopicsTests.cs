using FsCheck;
using FsCheck.Fluent;
using PaperBot.Digests;
using Xunit;

namespace PaperBot.Tests.Digests;

public sealed class DigestTopicsTests
{
    [Fact]
    public void A_line_is_read_term_by_term()
    {
        var topics = DigestTopics.Parse(
            "graph  neural networks, \"Sign language\", Category: cs.CL, author:“Lee, Min”, like:2101.00001, title:kites, -survey, −category:cs.CR");

        Assert.Equal(
            [
                new(DigestTopicKind.Words, "graph neural networks", false),
                new(DigestTopicKind.Phrase, "Sign language", false),
                new(DigestTopicKind.Category, "cs.CL", false),
                new(DigestTopicKind.Author, "Lee, Min", false),
                new(DigestTopicKind.Like, "2101.00001", false),
                new(DigestTopicKind.Title, "kites", false),
                new(DigestTopicKind.Words, "survey", true),
                new(DigestTopicKind.Category, "cs.CR", true),
            ],
            topics.Terms);
        Assert.Equal(
            "graph neural networks, \"Sign language\", category:cs.CL, author:\"Lee, Min\", like:2101.00001, title:kites, -survey, -category:cs.CR",
            topics.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData(", ,")]
    public void Nothing_typed_is_everything(string typed)
    {
        Assert.True(DigestTopics.Parse(typed).IsEverything);
        Assert.Equal(DigestTopics.Everything, DigestTopics.Parse(typed));
    }

    [Fact]
    public void A_term_typed_twice_counts_once() => Assert.Equal("kites, -Kites", DigestTopics.Parse("kites, KITES, -Kites").ToString());

    [Theory]
    [InlineData("\"sign language", "The quotation mark of “'sign language” is not closed")]
    [InlineData("\"sign language\" models", "After “sign language” a comma is missing")]
    [InlineData("graph \"neural\"", "A quotation mark stands inside “graph 'neural'”")]
    [InlineData("-", "“-” holds no word to look for")]
    [InlineData("author:", "“author:” holds no word to look for")]
    [InlineData("kites, ???", "“???” holds no word to look for")]
    [InlineData("autor:Lee", "“autor:” names nothing that papers are chosen by")]
    public void What_cannot_be_read_is_named_with_what_is_allowed(string typed, string wrong)
    {
        var message = Assert.Throws<FormatException>(() => DigestTopics.Parse(typed)).Message;

        Assert.StartsWith(wrong, message, StringComparison.Ordinal);
        Assert.EndsWith("category:cs.CL, author:Lee, like:2101.00001, and a minus before what is to be left out.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_terms_and_too_long_a_line_are_refused()
    {
        Assert.Equal(40, DigestTopics.Parse(string.Join(',', Enumerable.Range(0, 40).Select(i => $"kite{i}"))).Terms.Count);
        Assert.Contains(
            "41 terms", Assert.Throws<FormatException>(() => DigestTopics.Parse(string.Join(',', Enumerable.Range(0, 41)))).Message, StringComparison.Ordinal);
        Assert.Equal(1000, DigestTopics.Parse(new string('x', 1000)).ToString().Length);
        Assert.Contains(
            "longer than 1000", Assert.Throws<FormatException>(() => DigestTopics.Parse(new string('x', 1001))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "longer than 1000", Assert.Throws<FormatException>(() => DigestTopics.Parse("kite,bee," + new string('x', 991))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_be_read_reads_the_same_in_its_one_form() => Prop.ForAll(Lines(), typed =>
    {
        DigestTopics topics;
        try
        {
            topics = DigestTopics.Parse(typed);
        }
        catch (FormatException wrong)
        {
            return wrong.Message.EndsWith('.');
        }

        var again = DigestTopics.Parse(topics.ToString());
        return again.Equals(topics) && again.ToString() == topics.ToString() && again.GetHashCode() == topics.GetHashCode();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_terms_read_back_from_their_one_form() => Prop.ForAll(Terms(), terms =>
    {
        var topics = DigestTopics.Parse(string.Join(", ", terms));
        return topics.Terms.SequenceEqual(terms.DistinctBy(t => (t.Kind, t.Excluded, t.Value.ToUpperInvariant())));
    }).QuickCheckThrowOnFailure();

    // Pieces that mean something to the reader, in any order, with any text between.
    private static Arbitrary<string> Lines() =>
        Gen.OneOf(
            Gen.Elements("-", "\"", "“", ",", ":", "like:", "author:", "category:", "x:", " ", "−", "kites", "\n", "é", "\ud83d", "\ud83e\ude81", ".", "'"),
            ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""))
        .ListOf().Select(string.Concat).ToArbitrary();

    private static Arbitrary<List<DigestTopic>> Terms()
    {
        var words = Gen.Elements("kites", "graph networks", "C++", "Müller", "O'Brien", "2101.00001", "of the");
        var listed = Gen.Elements("Lee, Min", "a, b, c");
        var term = from kind in Gen.Elements(Enum.GetValues<DigestTopicKind>())
                   from excluded in Gen.Elements(true, false)
                   from value in kind == DigestTopicKind.Words ? words : Gen.OneOf(words, listed)
                   select new DigestTopic(kind, value, excluded);
        return term.ListOf().Select(t => t.Take(20).ToList()).ToArbitrary();
    }
}
