using PaperBot.Commands;
using PaperBot.DiscordSurface.Commands;
using PaperBot.DiscordSurface.Posts;

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
    /// <param name="longestMessage">The longest message that is taken in.</param>
    public static DiscordModal Of(string code, string label, Command command, CommandOption option, int longestMessage)
    {
        var title = PostButtons.Cut(label.Length > 0 ? label : $"/{command.Name}", LongestTitle);
        var isLong = option is { Kind: OptionKind.Text, Positional: true };
        var input = new TextInput(
            Field, isLong ? TextInputStyle.Paragraph : TextInputStyle.Line, option.Required,
            MaxLength: OptionLengths.Most(option, longestMessage), Placeholder: PostButtons.Cut(option.Description, LongestHint));
        var name = char.ToUpperInvariant(option.Name[0]) + option.Name[1..];
        return new DiscordModal(code, title, [new Label(PostButtons.Cut(name, LongestTitle), input)]);
    }
}
