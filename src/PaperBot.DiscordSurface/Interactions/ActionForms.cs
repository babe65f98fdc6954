using PaperBot.Commands;
using PaperBot.DiscordSurface.Commands;
using PaperBot.DiscordSurface.Posts;
using PaperBot.Localisation;

namespace PaperBot.DiscordSurface.Interactions;

/// <summary>The form that asks for what an action still needs.</summary>
internal static class ActionForms
{
    /// <summary>The form's one field.</summary>
    public const string Field = "value";

    // Discord's limits.
    private const int LongestTitle = 45;
    private const int LongestHint = 100;

    /// <summary>A form that brings the code of its button back.</summary>
    /// <param name="code">As the button has it.</param>
    /// <param name="label">What the button says; empty when it is not known.</param>
    /// <param name="command">The command it belongs to.</param>
    /// <param name="option">What is asked for.</param>
    /// <param name="values">What is known already.</param>
    /// <param name="present">What stands in the field at first; null for nothing.</param>
    /// <param name="longestMessage">The longest message that is taken in.</param>
    /// <param name="say">The language of who fills it in.</param>
    public static DiscordModal Of(
        string code, string label, Command command, CommandOption option, IReadOnlyDictionary<string, string> values,
        string? present, int longestMessage, Phrases say)
    {
        var title = PostButtons.Cut(label.Length > 0 ? label : $"/{command.Name}", LongestTitle);
        var isLong = option is { Kind: OptionKind.Text, Positional: true };
        var hint = option.Kind == OptionKind.Paper && values.ContainsKey("edition")
            ? say.Of(Phrase.HintDigestNumber) : say.Text(option.Description);
        var content = present is { Length: > 0 and <= OptionLengths.LongestField } ? present : null;
        var input = new TextInput(
            Field, isLong ? TextInputStyle.Paragraph : TextInputStyle.Line, option.Required,
            MaxLength: Math.Max(OptionLengths.Most(option, longestMessage), content?.Length ?? 0), Value: content,
            Placeholder: PostButtons.Cut(hint, LongestHint));
        var name = say.Name(option.Name);

        // What is written in the field hides its placeholder.
        var below = option.Form is { } form ? PostButtons.Cut(say.Of(form.Hint), LongestHint) : null;
        return new DiscordModal(
            code, title, [new Label(PostButtons.Cut(char.ToUpperInvariant(name[0]) + name[1..], LongestTitle), input, below)]);
    }
}
