namespace PaperBot.Terminal;

/// <summary>What a key did to the line.</summary>
internal enum KeyEffect
{
    /// <summary>The line or the cursor changed.</summary>
    Edited,

    /// <summary>The line is complete.</summary>
    Entered,

    /// <summary>The person wants to leave.</summary>
    Ended,
}

/// <summary>A line being typed: text, cursor, earlier lines, completion. Knows nothing of a screen.</summary>
internal sealed class LineBuffer(Func<string, IReadOnlyList<string>> complete)
{
    private const int Remembered = 200;

    private readonly List<string> earlier = [];
    private int recalled;
    private string draft = "";
    private (IReadOnlyList<string> Lines, int At)? completing;

    public string Text { get; private set; } = "";

    /// <summary>0-based UTF-16 offset in <see cref="Text"/>, never inside a surrogate pair.</summary>
    public int Cursor { get; private set; }

    /// <summary>Empties the line and keeps what was typed for the arrow keys.</summary>
    public string Take()
    {
        var line = Text;
        if (line.Trim().Length > 0 && (earlier.Count == 0 || earlier[^1] != line))
        {
            earlier.Add(line);
        }

        if (earlier.Count > Remembered)
        {
            earlier.RemoveAt(0);
        }

        recalled = earlier.Count;
        Set("");
        return line;
    }

    public KeyEffect Press(ConsoleKeyInfo key)
    {
        if (key.Key != ConsoleKey.Tab)
        {
            completing = null;
        }

        var control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        switch (key.Key)
        {
            case ConsoleKey.Enter: return KeyEffect.Entered;
            case ConsoleKey.J when control: return KeyEffect.Entered;
            case ConsoleKey.D when control && Text.Length == 0: return KeyEffect.Ended;
            case ConsoleKey.Backspace: Remove(Before(Cursor), Cursor); break;
            case ConsoleKey.H when control: Remove(Before(Cursor), Cursor); break;
            case ConsoleKey.Delete: Remove(Cursor, After(Cursor)); break;
            case ConsoleKey.D when control: Remove(Cursor, After(Cursor)); break;
            case ConsoleKey.LeftArrow: Cursor = control ? WordBefore() : Before(Cursor); break;
            case ConsoleKey.RightArrow: Cursor = control ? WordAfter() : After(Cursor); break;
            case ConsoleKey.Home: Cursor = 0; break;
            case ConsoleKey.A when control: Cursor = 0; break;
            case ConsoleKey.End: Cursor = Text.Length; break;
            case ConsoleKey.E when control: Cursor = Text.Length; break;
            case ConsoleKey.U when control: Remove(0, Cursor); break;
            case ConsoleKey.K when control: Remove(Cursor, Text.Length); break;
            case ConsoleKey.W when control: Remove(WordBefore(), Cursor); break;
            case ConsoleKey.Escape: Set(""); break;
            case ConsoleKey.UpArrow: Recall(-1); break;
            case ConsoleKey.DownArrow: Recall(1); break;
            case ConsoleKey.Tab: Complete(); break;
            default: Type(key.KeyChar); break;
        }

        return KeyEffect.Edited;
    }

    private void Type(char c)
    {
        if (!char.IsControl(c))
        {
            Text = Text.Insert(Cursor, c.ToString());
            Cursor++;
        }
    }

    private void Recall(int step)
    {
        var to = Math.Clamp(recalled + step, 0, earlier.Count);
        if (to == recalled)
        {
            return;
        }

        if (recalled == earlier.Count)
        {
            draft = Text;
        }

        recalled = to;
        Set(to == earlier.Count ? draft : earlier[to]);
    }

    // The first Tab takes the best completion, each further one the next.
    private void Complete()
    {
        var (lines, at) = completing ?? (complete(Text), -1);
        if (lines.Count > 0)
        {
            completing = (lines, (at + 1) % lines.Count);
            Set(lines[completing.Value.At]);
        }
    }

    private void Set(string text)
    {
        Text = text;
        Cursor = text.Length;
    }

    private void Remove(int from, int to)
    {
        Text = Text.Remove(from, to - from);
        Cursor = from;
    }

    private int Before(int at) => at <= 1 ? 0 : at - (char.IsLowSurrogate(Text[at - 1]) ? 2 : 1);

    private int After(int at) => at >= Text.Length ? at : Math.Min(Text.Length, at + (char.IsHighSurrogate(Text[at]) ? 2 : 1));

    private int WordBefore()
    {
        var at = Text.AsSpan(0, Cursor).TrimEnd().LastIndexOf(' ');
        return at + 1;
    }

    private int WordAfter()
    {
        var at = Text.AsSpan(Cursor).TrimStart().IndexOf(' ');
        return at < 0 ? Text.Length : Text.IndexOf(' ', Text.Length - Text.AsSpan(Cursor).TrimStart().Length);
    }
}
