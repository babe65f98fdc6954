using System.Text;

namespace PaperBot.CommandLine;

/// <summary>
/// A page of plain text that fits a terminal of 80 columns: headings, indented paragraphs, and text shown as it is. Lines break
/// between words; a word longer than a line stays whole.
/// </summary>
internal sealed class PlainPage
{
    private const int Width = 80;

    private readonly StringBuilder page = new();

    /// <summary>A heading after an empty line.</summary>
    public PlainPage Heading(string text)
    {
        page.Append(page.Length > 0 ? "\n" : "");
        return Line(text);
    }

    /// <summary>Text with its own line breaks, each line indented and wrapped; further rows of a line stand below its first.</summary>
    public PlainPage Line(string text, int indent = 0)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            Wrap(line, indent);
        }

        return this;
    }

    /// <summary>A name and what it is, in one paragraph.</summary>
    public PlainPage Fact(string name, string value, int indent = 2) => Line($"{name}: {value}", indent);

    public override string ToString() => page.ToString();

    private void Wrap(string line, int indent)
    {
        var own = line.Length - line.TrimStart(' ').Length;
        var left = new string(' ', indent + own);
        var row = new StringBuilder(left);
        var begun = false;
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (begun && row.Length + 1 + word.Length > Width)
            {
                page.Append(row).Append('\n');
                row.Clear().Append(left);
                begun = false;
            }

            row.Append(begun ? " " : "").Append(word);
            begun = true;
        }

        page.Append(begun ? row.ToString() : "").Append('\n');
    }
}
