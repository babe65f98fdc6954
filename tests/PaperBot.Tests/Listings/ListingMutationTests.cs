using System.Text;
using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Listings;

public sealed class ListingMutationTests
{
    public static TheoryData<string> Formats => [.. SomeListings.All.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Line_ends_and_byte_order_marks_change_nothing(string format)
    {
        var text = SomeListings.All[format];
        var expected = Reading.Of(text);

        foreach (var mutated in new[]
        {
            text.Replace("\n", "\r\n", StringComparison.Ordinal),
            text.Replace('\n', '\r'),
            "\uFEFF" + text,
            text + "\n\n\n",
            "\n\n" + text,
        })
        {
            // A lone paper's printed paragraphs are the one thing blank lines decide; none is added inside here.
            var reading = Reading.Of(mutated);
            Assert.Equal((expected.Format, expected.Facts()), (reading.Format, reading.Facts()));
            Assert.Equal(expected.Skipped.Count, reading.Skipped.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Extra_blank_lines_change_nothing_but_line_numbers(string format)
    {
        if (format == "pasted")
        {
            return;
        }

        var expected = Reading.Of(SomeListings.All[format]);
        var reading = Reading.Of(SomeListings.All[format].Replace("\n", "\n \n\n", StringComparison.Ordinal));

        Assert.Equal((expected.Format, expected.Facts()), (reading.Format, reading.Facts()));
    }

    [Theory]
    [InlineData("trending-page")]
    [InlineData("scored-page")]
    [InlineData("title-abstract-lines")]
    public void No_break_spaces_are_spaces_to_the_reader_and_stay_in_the_text(string format)
    {
        var expected = Reading.Of(SomeListings.All[format]);
        var reading = Reading.Of(SomeListings.All[format].Replace(' ', '\u00A0'));

        Assert.Equal(expected.Format, reading.Format);
        Assert.Equal(expected.Facts(), reading.Facts().Replace('\u00A0', ' '));
        Assert.Contains('\u00A0', reading.Papers[0].Abstract);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Cut_at_any_line_keeps_every_whole_record(string format)
    {
        var text = SomeListings.All[format];
        var lines = text.Split('\n');
        var whole = Reading.Of(text).Papers;

        for (var cut = 1; cut < lines.Length; cut++)
        {
            AssertPrefix(whole, Reading.Of(string.Join('\n', lines.Take(cut)) + "\n"), cut);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Cut_at_any_byte_never_shows_half_a_record_before_the_cut(string format)
    {
        var bytes = Encoding.UTF8.GetBytes(SomeListings.All[format]);
        var whole = Reading.Of(bytes).Papers;

        for (var cut = 1; cut < bytes.Length; cut += 3)
        {
            AssertPrefix(whole, Reading.Of(bytes[..cut]), cut);
        }
    }

    private static void AssertPrefix(IReadOnlyList<ListedPaper> whole, Reading reading, int cut)
    {
        Assert.True(reading.Papers.Count <= whole.Count, $"more papers after cutting at {cut}");
        for (var i = 0; i < reading.Papers.Count - 1; i++)
        {
            Assert.Equal(Reading.Canonical(whole[i]), Reading.Canonical(reading.Papers[i]));
        }

        // The last paper may have lost facts or the end of its text to the cut, but shows nothing of another one.
        if (reading.Papers.Count > 0)
        {
            var last = reading.Papers[^1];
            var original = whole[reading.Papers.Count - 1];
            Assert.StartsWith(last.Abstract, original.Abstract, StringComparison.Ordinal);
            Assert.StartsWith(last.Title[..Math.Min(last.Title.Length, original.Title.Length)], original.Title, StringComparison.Ordinal);
        }
    }
}
