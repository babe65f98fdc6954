using PaperBot.Terminal;
using Xunit;

namespace PaperBot.Tests.Terminal;

public sealed class MarkdownViewTests
{
    [Theory]
    [InlineData("**bold** and *italic* and `code`", "bold and italic and code")]
    [InlineData("gains 4\\% and \\*stars\\*", "gains 4% and *stars*")]
    [InlineData("[paper](<https://example.org/a>)", "paper (https://example.org/a)")]
    [InlineData("[1] is no link, nor is [this", "[1] is no link, nor is [this")]
    [InlineData("2 * 3 * 4 and snake_case_names", "2 * 3 * 4 and snake_case_names")]
    [InlineData("**left open", "**left open")]
    [InlineData("***both***", "both")]
    [InlineData("## Heading", "Heading")]
    [InlineData("> quoted *text*", "> quoted text")]
    [InlineData("- item", "- item")]
    [InlineData("a\\", "a\\")]
    [InlineData("-# answer k7f3q2md", "answer k7f3q2md")]
    [InlineData("`a*b*c`", "a*b*c")]
    public void A_pipe_gets_plain_lines(string markdown, string shown) => Assert.Equal(shown + "\n", Shown(markdown, terminal: false));

    [Fact]
    public void A_terminal_wraps_at_its_width_with_hanging_indents()
    {
        var shown = Shown("- one two three four five six\n> one two three four five six", terminal: true, width: 20);
        Assert.Equal("- one two three four\n  five six\n> one two three four\n> five six\n", shown.Replace(" \n", "\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_table_in_a_code_block_keeps_its_columns_and_marks(bool terminal) => Assert.Equal(
        "[1] a_b_c   *x*\n    about   # y\nend\n",
        string.Join('\n', Shown("```\n[1] a_b_c   *x*\n    about   # y\n```\nend", terminal).Split('\n').Select(l => l.TrimEnd())));

    [Fact]
    public void Wide_letters_take_two_columns()
    {
        var shown = Shown("中文标题中文标题中文标题 end", terminal: true, width: 20);
        Assert.All(shown.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 20));
        Assert.Contains("end", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_of_the_terminal_library_in_a_text_is_only_text() =>
        Assert.Contains("[red]not red[/]", Shown("[red]not red[/]", terminal: true), StringComparison.Ordinal);

    [Fact]
    public void Control_characters_of_a_listing_never_reach_the_terminal() =>
        Assert.DoesNotContain('\e', Shown("a\e[2Jb", terminal: true));

    [Fact]
    public void Small_print_is_dim_on_a_terminal()
    {
        var shown = Shown("Answer.\n-# answer k7f3q2md", terminal: true, rich: true);
        Assert.Contains("\e[2manswer k7f3q2md", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("-#", shown, StringComparison.Ordinal);
    }

    private static string Shown(string markdown, bool terminal, int width = 80, bool rich = false)
    {
        using var output = new StringWriter();
        var streams = new Streams(() => Stream.Null, output, TextWriter.Null) 
        {
            OutputIsTerminal = terminal, OutputIsRich = rich, Width = () => width,
        };
        new MarkdownView(streams).Write(markdown);
        return output.ToString();
    }
}
