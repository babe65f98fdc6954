using System.Text;

namespace PaperBot.Papers;

/// <summary>Compares texts as printed, where only white space may differ: one source wraps lines, another does not.</summary>
internal static class PrintedText
{
    /// <summary>True when both hold the same characters between the same gaps.</summary>
    public static bool SameWords(string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal)
        || string.Equals(Collapse(one), Collapse(other), StringComparison.Ordinal);

    /// <summary>Runs of white space become one space; none stays at the ends.</summary>
    public static string Collapse(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        AppendCollapsed(collapsed, text);
        return collapsed.ToString();
    }

    /// <summary>Appends <paramref name="text"/> as <see cref="Collapse"/> gives it.</summary>
    public static void AppendCollapsed(StringBuilder target, string text)
    {
        var start = target.Length;
        var gap = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                gap = target.Length > start;
                continue;
            }

            if (gap)
            {
                target.Append(' ');
                gap = false;
            }

            target.Append(c);
        }
    }
}
