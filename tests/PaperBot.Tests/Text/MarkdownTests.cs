using FsCheck;
using FsCheck.Fluent;
using PaperBot.Tests.Attacks;
using PaperBot.Text;
using Xunit;

namespace PaperBot.Tests.Text;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("plain words, 91.5% and a dash - here", "plain words, 91.5% and a dash - here")]
    [InlineData("snake_case and C# and p < 0.05", "snake_case and C# and p < 0.05")]
    [InlineData("**bold** and [x](y)", @"\*\*bold\*\* and \[x\](y)")]
    [InlineData("pass@1 and ada@example.org", "pass@1 and ada@example.org")]
    [InlineData("call @everyone", "call @\u200Beveryone")]
    [InlineData("x@here", "x@\u200Bhere")]
    [InlineData("<@1> <#2> </x:3>", "\\<\u200B@\u200B1> \\<\u200B#2> \\<\u200B/x:3>")]
    [InlineData("<1`https://a.example`>", @"\<1\``https://a.example`\`>")]
    [InlineData("see https://a.example/b_c, then", "see `https://a.example/b_c`, then")]
    [InlineData("www.a.example and discord.gg/x", "`www.a.example` and `discord.gg/x`")]
    [InlineData("shown in [3] and [0, 1]", "shown in ［3］ and ［0, 1］")]
    [InlineData("two\n  lines\u2028three", "two lines three")]
    [InlineData("1. first", @"1\. first")]
    [InlineData("- item", @"\- item")]
    [InlineData("> said", @"\> said")]
    [InlineData("# head", @"\# head")]
    [InlineData("at ~5% of |x|", "at ~5% of |x\\|")]
    [InlineData("a\\b ends \\", @"a\\b ends \\")]
    public void Text_from_outside_shows_as_it_reads(string printed, string shown) => Assert.Equal(shown, Markdown.Literal(printed));

    [Fact]
    public void Latex_of_a_paper_is_read_out() => Assert.Equal("87% of α", Markdown.Escape(@"87\% of $\alpha$"));

    [Fact]
    public void Long_text_is_cut_between_words_and_says_so()
    {
        var shown = Markdown.Escape(string.Concat(Enumerable.Repeat("shelf ", 100)), 50);
        Assert.EndsWith("shelf…", shown, StringComparison.Ordinal);
        Assert.InRange(shown.Length, 40, 51);
    }

    [Theory]
    [InlineData("A **b** _c_ [d] @everyone <@1> https://x.example/y 1. z \\")]
    [InlineData("plain")]
    public void What_was_escaped_can_be_read_back(string printed) => Assert.Equal(printed, Markdown.Read(Markdown.Literal(printed)));

    [Fact]
    public void No_string_of_signs_does_anything_in_discord()
    {
        var pieces = Gen.Elements(
            "*", "**", "_", "__", "~~", "||", "`", "```", "\\", "[", "]", "](", ")", "(", "<", ">", "@everyone", "@", "here", "<@1>", "https://", "a.b/c", "www.",
            "\n", "# ", "- ", "1. ", "> ", " ", "a", "é", "1", "\u200b", "\u202e", ":", "<:x:1>", "<t:1>", "\u0301", "discord.gg/x", "\e[2J");
        var text = Gen.ListOf(pieces).Select(string.Concat).ToArbitrary();
        Prop.ForAll(text, t =>
        {
            var reading = DiscordReading.Of($"**a{Markdown.Escape(t)}** x {Markdown.Escape(t)} [1]");
            Assert.Empty(reading.Calls);
            Assert.DoesNotContain(reading.Marks.Skip(0), m => m.Kind is not ("bold" or "code"));
            Assert.DoesNotContain(reading.Marks, m => m.Target is not null);
            Assert.True(reading.Marks.Count(m => m.Kind == "bold") <= 1);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void Guard_leaves_what_was_escaped_and_stops_what_was_forgotten()
    {
        var composed = $"- **{Markdown.Escape("@everyone https://x.example <@1>")}** [paper](<https://ok.example/a>) [1]";
        Assert.Equal(composed, MarkdownGuard.Of(composed));
        Assert.Equal("@\u200Beveryone `https://x.example` a", MarkdownGuard.Of("@everyone https://x.example \u202Ea\u0007"));
        Assert.Equal("**see `https://x.example`**", MarkdownGuard.Of("**see https://x.example**"));
    }
}
