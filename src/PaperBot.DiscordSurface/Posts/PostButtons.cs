using System.Globalization;
using System.Text;
using PaperBot.DiscordSurface.Interactions;
using PaperBot.Surfaces;

namespace PaperBot.DiscordSurface.Posts;

/// <summary>Actions of a post as rows of buttons, within Discord's limits.</summary>
internal static class PostButtons
{
    /// <summary>Discord's limit of buttons in a row.</summary>
    public const int InARow = 5;

    /// <summary>Five rows.</summary>
    public const int Most = 25;

    /// <summary>Discord's limit of a label, in UTF-16 units.</summary>
    public const int LongestLabel = 80;

    /// <summary>Rows of one to five buttons; empty when there is none.</summary>
    public static IReadOnlyList<DiscordComponent> Rows(IReadOnlyList<ChatAction> actions, KeptActions? kept) => Rows(
    [
        .. actions.Select(a => Of(a, kept)).OfType<Button>().DistinctBy(b => b.CustomId, StringComparer.Ordinal),
    ]);

    /// <summary>The same of buttons; what is beyond the limit is left out, the last stay.</summary>
    public static IReadOnlyList<DiscordComponent> Rows(IReadOnlyList<Button> buttons) =>
    [
        .. buttons.Take(Most).Chunk(InARow).Select(row => ActionRow.Of([.. row])),
    ];

    /// <summary>At most <paramref name="most"/> units, no part of a sign cut off; spaces at the ends go.</summary>
    public static string Cut(string text, int most)
    {
        var line = PaperBot.Text.PlainLine.Of(text).Trim();
        if (line.Length <= most)
        {
            return line;
        }

        var cut = new StringBuilder();
        var signs = StringInfo.GetTextElementEnumerator(line);
        while (signs.MoveNext() && cut.Length + signs.GetTextElement().Length < most)
        {
            cut.Append(signs.GetTextElement());
        }

        return cut.ToString().TrimEnd() + "…";
    }

    private static Button? Of(ChatAction action, KeptActions? kept)
    {
        var (label, emoji) = (Cut(action.Label, LongestLabel), Emoji(action.Symbol));
        return (label.Length > 0 || emoji is not null) && ActionCodes.Of(action, kept) is { } code
            ? new Button(
                action.Command == "ask" ? ButtonStyle.Primary : ButtonStyle.Secondary,
                label.Length > 0 ? label : null, code, Emoji: emoji)
            : null;
    }

    // Discord refuses the whole message for an emoji that is none.
    private static PartialEmoji? Emoji(string? symbol) =>
        symbol is { Length: > 0 and <= 16 }
        && StringInfo.GetNextTextElementLength(symbol) == symbol.Length
        && Rune.TryGetRuneAt(symbol, 0, out var rune)
        && rune.Value is (>= 0x1F300 and <= 0x1FAFF) or (>= 0x2600 and <= 0x27BF)
            ? new PartialEmoji(symbol) : null;
}
