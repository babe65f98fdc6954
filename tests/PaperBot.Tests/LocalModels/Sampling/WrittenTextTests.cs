using System.Text;
using PaperBot.LocalModels.Sampling;
using Xunit;

namespace PaperBot.Tests.LocalModels.Sampling;

public sealed class WrittenTextTests
{
    [Fact]
    public void A_character_is_shown_once_it_is_whole()
    {
        var text = new WrittenText([]);
        var bytes = Encoding.UTF8.GetBytes("é😀");

        Assert.Equal(["", "é", "", "", "", "😀"], bytes.Select(b => text.Take([b])));
        Assert.Equal("", text.Finish());
    }

    [Fact]
    public void Bytes_that_are_no_character_are_replaced_and_unfinished_ones_only_at_the_end()
    {
        var text = new WrittenText([]);
        Assert.Equal("a", text.Take([(byte)'a', 0xE2, 0x82]));
        Assert.Equal("\uFFFDb", text.Take([(byte)'b', 0xF0, 0x9F]));
        Assert.Equal("\uFFFD", text.Finish());
    }

    [Fact]
    public void What_may_become_a_stop_string_is_held_back_until_it_is_clear()
    {
        var text = new WrittenText(["</end>", "\nUser:"]);
        Assert.Equal("Yes", text.Take("Yes</e"u8));
        Assert.Equal("</eager ", text.Take("ager <"u8));
        Assert.Equal("<", text.Take("<"u8));
        Assert.Equal("", text.Take("/end"u8));
        Assert.Equal("", text.Take(">rest"u8));
        Assert.True(text.Stopped);
        Assert.Equal("", text.Take("more"u8));
        Assert.Equal("", text.Finish());
    }

    [Fact]
    public void The_first_of_several_stop_strings_counts_and_what_was_held_at_the_end_is_text()
    {
        var text = new WrittenText(["cd", "abcde"]);
        Assert.Equal("xab", text.Take("xabcde"u8));
        Assert.True(text.Stopped);
        var other = new WrittenText(["abcde"]);
        Assert.Equal("x", other.Take("xabcd"u8));
        Assert.Equal("abcd", other.Finish());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_the_bytes_come_the_text_is_the_same(int seed)
    {
        var random = new Random(seed);
        const string Whole = "Größe ≤ 3 – «ja» 😀😀, aber: STOP und noch mehr Text";
        for (var round = 0; round < 50; round++)
        {
            var text = new WrittenText(["STOP", "😀😀😀"]);
            var bytes = Encoding.UTF8.GetBytes(Whole).AsSpan();
            var written = "";
            while (bytes.Length > 0)
            {
                var take = Math.Min(bytes.Length, random.Next(1, 7));
                written += text.Take(bytes[..take]);
                bytes = bytes[take..];
            }

            Assert.Equal("Größe ≤ 3 – «ja» 😀😀, aber: ", written + text.Finish());
        }
    }
}
