using System.Globalization;
using Spectre.Console.Rendering;

namespace PaperBot.Terminal;

/// <summary>Shares the terminal between what is shown and the line being typed: text appears above the line.</summary>
internal sealed class TerminalScreen(Streams streams)
{
    private const string Prompt = "> ";

    private readonly Lock gate = new();
    private readonly MarkdownView view = new(streams);
    private LineBuffer? typing;
    private bool working;

    /// <summary>Shows Markdown, followed by an empty line.</summary>
    public void Show(string markdown) => Above(() => view.Write(markdown));

    /// <summary>Shows text that is no Markdown, followed by an empty line.</summary>
    public void ShowPlain(string text) => Above(() => streams.Out.Write(MarkdownView.Harmless(text) + "\n"));

    /// <summary>Shows, to a person who watches, that something is being done, until the next text.</summary>
    public void ShowWorking()
    {
        lock (gate)
        {
            if (streams.OutputIsRich && typing is null && !working)
            {
                streams.Out.Write("…");
                working = true;
            }
        }
    }

    private void Above(Action write)
    {
        lock (gate)
        {
            Erase();
            write();
            streams.Out.Write("\n");
            Draw();
        }
    }

    /// <summary>Shows a line to be typed.</summary>
    public void OpenPrompt(LineBuffer line)
    {
        lock (gate)
        {
            Erase();
            typing = line;
            Draw();
        }
    }

    /// <summary>Changes the line being typed.</summary>
    public KeyEffect WithPrompt(Func<KeyEffect> change)
    {
        lock (gate)
        {
            var effect = change();
            Draw();
            return effect;
        }
    }

    /// <summary>Takes the line off the screen, or leaves it above what follows.</summary>
    public void ClosePrompt(bool keep)
    {
        lock (gate)
        {
            if (typing is null)
            {
                return;
            }

            Erase();
            if (keep)
            {
                streams.Out.Write($"{Prompt}{typing.Text}\n");
            }

            typing = null;
        }
    }

    private void Erase()
    {
        if (typing is not null || working)
        {
            streams.Out.Write("\r\e[K");
            working = false;
        }
    }

    // A line wider than the window scrolls sideways: only then does a redraw know which row it is on.
    private void Draw()
    {
        if (typing is null)
        {
            return;
        }

        var room = Math.Max(8, streams.Width() - Prompt.Length - 1);
        var text = typing.Text;
        var from = 0;
        while (Cells(text[from..typing.Cursor]) >= room)
        {
            from += char.IsHighSurrogate(text[from]) ? 2 : 1;
        }

        var to = text.Length;
        while (to > typing.Cursor && Cells(text[from..to]) > room)
        {
            to -= char.IsLowSurrogate(text[to - 1]) ? 2 : 1;
        }

        var column = (Prompt.Length + Cells(text[from..typing.Cursor])).ToString(CultureInfo.InvariantCulture);
        streams.Out.Write($"\r{Prompt}{text[from..to]}\e[K\r\e[{column}C");
    }

    private static int Cells(string text) => new Segment(text).CellCount();
}
