using System.Text;

namespace PaperBot.Archive;

/// <summary>HTML written line by line; whatever is put into a line was encoded before.</summary>
internal sealed class PageLines
{
    private readonly StringBuilder html = new();

    /// <summary>Adds a line.</summary>
    /// <param name="line">HTML; numbers and dates in it appear as in English.</param>
    public PageLines Add(FormattableString line)
    {
        html.Append(FormattableString.Invariant(line)).Append('\n');
        return this;
    }

    public override string ToString() => html.ToString();
}
