using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PaperBot.Terminal;

/// <summary>Shows Markdown: wrapped and emphasised for a terminal, as plain lines for a file or a pipe.</summary>
internal sealed class MarkdownView(Streams streams)
{
    // Longer lines are hard to read, however wide the window is.
    private const int WidestText = 100;

    private readonly bool hyperlinks = Hyperlinks.AreShown();

    public void Write(string markdown)
    {
        markdown = Harmless(markdown);
        if (streams.OutputIsTerminal)
        {
            WriteWrapped(markdown);
        }
        else
        {
            foreach (var block in MarkdownBlock.Of(markdown, "> "))
            {
                streams.Out.Write(block.First + Plain(block.Runs) + "\n");
            }
        }
    }

    /// <summary>
    /// The text without control characters and without those that turn the direction of writing or show nothing: a listing must not
    /// be able to steer the terminal, nor to show other words than it holds. A lone carriage return ends a line and overwrites none.
    /// </summary>
    public static string Harmless(string text) =>
        text.Any(IsSteering) ? string.Concat(text.ReplaceLineEndings("\n").Where(c => !IsSteering(c))) : text;

    private static bool IsSteering(char c) => char.IsControl(c) ? c is not ('\n' or '\t')
        : char.GetUnicodeCategory(c) == UnicodeCategory.Format && c is not ('\u200C' or '\u200D');

    private void WriteWrapped(string markdown)
    {
        var width = Math.Max(20, Math.Min(streams.Width(), WidestText));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = streams.OutputIsRich ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = streams.OutputIsRich ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(streams.Out),
        });
        console.Profile.Width = width;
        foreach (var block in MarkdownBlock.Of(markdown, streams.OutputIsRich ? "│ " : "> "))
        {
            console.Write(new HangingText(block, Styled(block.Runs)));
        }
    }

    private Paragraph Styled(IReadOnlyList<StyledText> runs)
    {
        var paragraph = new Paragraph();
        for (var i = 0; i < runs.Count; i++)
        {
            var run = runs[i];
            var style = new Style(
                foreground: run.Emphasis.HasFlag(Emphasis.Code) ? Color.Teal : run.Link is not null ? Color.Blue : null,
                decoration: (run.Emphasis.HasFlag(Emphasis.Bold) ? Decoration.Bold : 0)
                    | (run.Emphasis.HasFlag(Emphasis.Italic) ? Decoration.Italic : 0)
                    | (run.Emphasis.HasFlag(Emphasis.Dim) ? Decoration.Dim : 0)
                    | (run.Link is not null ? Decoration.Underline : 0),
                link: streams.OutputIsRich ? run.Link : null);
            paragraph.Append(run.Text, style);
            if (EndsLink(runs, i) && !hyperlinks && run.Text != run.Link && !Hyperlinks.IsSearch(run.Link!))
            {
                paragraph.Append($" ({run.Link})");
            }
        }

        return paragraph;
    }

    private static string Plain(IReadOnlyList<StyledText> runs)
    {
        var text = new StringBuilder();
        for (var i = 0; i < runs.Count; i++)
        {
            text.Append(runs[i].Text);
            if (EndsLink(runs, i) && runs[i].Text != runs[i].Link)
            {
                text.Append(" (").Append(runs[i].Link).Append(')');
            }
        }

        return text.ToString();
    }

    private static bool EndsLink(IReadOnlyList<StyledText> runs, int at) =>
        runs[at].Link is { } link && (at + 1 == runs.Count || runs[at + 1].Link != link);

    /// <summary>Text whose wrapped rows begin below its first, after a bullet or a bar.</summary>
    private sealed class HangingText(MarkdownBlock block, IRenderable text) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            var left = Math.Min(block.First.Length, maxWidth / 2);
            var rows = Segment.SplitLines(text.Render(options, maxWidth - left));
            for (var i = 0; i < Math.Max(1, rows.Count); i++)
            {
                if (i > 0 && i == rows.Count - 1 && rows[i].Count == 0)
                {
                    yield break;
                }

                yield return new Segment(i == 0 ? block.First : block.Further, new Style(Color.Grey));
                foreach (var segment in i < rows.Count ? rows[i] : [])
                {
                    yield return segment;
                }

                yield return Segment.LineBreak;
            }
        }
    }
}
