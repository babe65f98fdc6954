using PaperBot.DiscordSurface.Posts;
using PaperBot.Localisation;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>The button that shows a private reply to everybody.</summary>
internal static class ShareButton
{
    private static readonly PartialEmoji Symbol = new("📣");

    /// <summary>Rows with the button at their end.</summary>
    public static IReadOnlyList<DiscordComponent> Below(IReadOnlyList<DiscordComponent>? rows, string key, int posts, Phrases say)
    {
        var label = say.Of(SurfacePhrase.LabelShare);
        var share = new Button(ButtonStyle.Secondary, label, ActionCodes.OfShare(key, posts), Emoji: Symbol);
        return PostButtons.Rows([.. Buttons(rows).Take(PostButtons.Most - 1), share]);
    }

    /// <summary>The same rows with the button dead.</summary>
    public static IReadOnlyList<DiscordComponent> Spent(IReadOnlyList<DiscordComponent> rows, string code, Phrases say)
    {
        var label = say.Of(SurfacePhrase.LabelShared);
        return PostButtons.Rows(
            [.. Buttons(rows).Select(b => b.CustomId == code ? b with { Label = label, Disabled = true } : b)]);
    }

    /// <summary>The same rows without it.</summary>
    public static IReadOnlyList<DiscordComponent> Without(IReadOnlyList<DiscordComponent> rows, string code) =>
        PostButtons.Rows([.. Buttons(rows).Where(b => b.CustomId != code)]);

    /// <summary>All buttons of a message, in order.</summary>
    public static IEnumerable<Button> Buttons(IReadOnlyList<DiscordComponent>? rows) =>
        (rows ?? []).OfType<ActionRow>().SelectMany(r => r.Components).OfType<Button>();
}
