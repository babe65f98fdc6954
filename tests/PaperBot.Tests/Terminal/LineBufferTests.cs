using PaperBot.Terminal;
using Xunit;

namespace PaperBot.Tests.Terminal;

public sealed class LineBufferTests
{
    private readonly LineBuffer line = new(typed => [typed + "one", typed + "two"]);

    [Fact]
    public void Typing_moving_and_deleting_edit_the_line()
    {
        Type("helo");
        Press(ConsoleKey.LeftArrow);
        Type("l");
        Assert.Equal("hello", line.Text);
        Press(ConsoleKey.Home);
        Press(ConsoleKey.Delete);
        Press(ConsoleKey.End);
        Press(ConsoleKey.Backspace);
        Assert.Equal("ell", line.Text);
    }

    [Fact]
    public void A_surrogate_pair_is_one_letter()
    {
        Type("a😀");
        Press(ConsoleKey.LeftArrow);
        Assert.Equal(1, line.Cursor);
        Press(ConsoleKey.Delete);
        Assert.Equal("a", line.Text);
    }

    [Fact]
    public void Arrows_bring_back_earlier_lines_and_the_draft()
    {
        Type("first");
        line.Take();
        Type("second");
        line.Take();
        Type("draft");
        Press(ConsoleKey.UpArrow);
        Press(ConsoleKey.UpArrow);
        Assert.Equal("first", line.Text);
        Press(ConsoleKey.UpArrow);
        Assert.Equal("first", line.Text);
        Press(ConsoleKey.DownArrow);
        Press(ConsoleKey.DownArrow);
        Assert.Equal("draft", line.Text);
    }

    [Fact]
    public void Tab_goes_round_the_completions()
    {
        Type("x");
        Press(ConsoleKey.Tab);
        Assert.Equal("xone", line.Text);
        Press(ConsoleKey.Tab);
        Assert.Equal("xtwo", line.Text);
        Press(ConsoleKey.Tab);
        Assert.Equal("xone", line.Text);
    }

    [Fact]
    public void Words_are_crossed_and_deleted_as_a_whole()
    {
        Type("one two three");
        Press(ConsoleKey.LeftArrow, ConsoleModifiers.Control);
        Assert.Equal(8, line.Cursor);
        Press(ConsoleKey.W, ConsoleModifiers.Control);
        Assert.Equal("one three", line.Text);
        Press(ConsoleKey.Home);
        Press(ConsoleKey.RightArrow, ConsoleModifiers.Control);
        Assert.Equal(3, line.Cursor);
    }

    [Fact]
    public void End_of_input_counts_only_on_an_empty_line()
    {
        Assert.Equal(KeyEffect.Ended, Press(ConsoleKey.D, ConsoleModifiers.Control));
        Type("x");
        Assert.Equal(KeyEffect.Edited, Press(ConsoleKey.D, ConsoleModifiers.Control));
    }

    private void Type(string text)
    {
        foreach (var c in text)
        {
            line.Press(new ConsoleKeyInfo(c, ConsoleKey.None, shift: false, alt: false, control: false));
        }
    }

    private KeyEffect Press(ConsoleKey key, ConsoleModifiers modifiers = 0) =>
        line.Press(new ConsoleKeyInfo('\0', key, shift: false, alt: false, control: modifiers.HasFlag(ConsoleModifiers.Control)));
}
