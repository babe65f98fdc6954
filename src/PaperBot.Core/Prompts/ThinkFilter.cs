using System.Text;

namespace PaperBot.Prompts;

/// <summary>
/// Takes the thinking parts out of a stream. Text that may become a tag is held back until it is clear; a part that is never
/// closed is
/// thought to the end. Not safe for concurrent use.
/// </summary>
internal sealed class ThinkFilter
{
    private static readonly string[] Opening = ["<think>", "<thinking>"];
    private static readonly string[] Closing = ["</think>", "</thinking>"];

    private readonly StringBuilder held = new();
    private bool thinking;

    /// <summary>Takes a piece as it comes.</summary>
    /// <returns>
    /// What of it is output; and whether everything output before it was thought, because a part was closed that was never
    /// opened.
    /// </returns>
    public (string Text, bool Withdrawn) Take(string piece)
    {
        var output = new StringBuilder();
        var withdrawn = false;
        foreach (var c in piece)
        {
            held.Append(c);
            Settle(output, ref withdrawn);
        }

        return (output.ToString(), withdrawn);
    }

    /// <summary>What was held back and became no tag.</summary>
    public string Finish()
    {
        var rest = thinking ? "" : held.ToString();
        held.Clear();
        return rest;
    }

    private void Settle(StringBuilder output, ref bool withdrawn)
    {
        while (held.Length > 0)
        {
            var text = held.ToString();
            if (Closing.Contains(text, StringComparer.OrdinalIgnoreCase))
            {
                withdrawn |= !thinking;
                if (!thinking)
                {
                    output.Clear();
                }

                thinking = false;
                held.Clear();
                return;
            }

            if (Opening.Contains(text, StringComparer.OrdinalIgnoreCase))
            {
                thinking = true;
                held.Clear();
                return;
            }

            if (Opening.Concat(Closing).Any(tag => tag.StartsWith(text, StringComparison.OrdinalIgnoreCase)))
            {
                return;
            }

            if (!thinking)
            {
                output.Append(text[0]);
            }

            held.Remove(0, 1);
        }
    }
}
