using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace PaperBot.DiscordSurface;

/// <summary>
/// A part of a message or a modal. Without <see cref="MessageFlags.IsComponentsV2"/> a message has up to five
/// <see cref="ActionRow"/>;
/// with it up to 40 parts in all, and neither content nor embeds. A part read back whose kind is not known here is of this type.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(ActionRow), 1)]
[JsonDerivedType(typeof(Button), 2)]
[JsonDerivedType(typeof(StringSelect), 3)]
[JsonDerivedType(typeof(TextInput), 4)]
[JsonDerivedType(typeof(Section), 9)]
[JsonDerivedType(typeof(TextDisplay), 10)]
[JsonDerivedType(typeof(Separator), 14)]
[JsonDerivedType(typeof(Container), 17)]
[JsonDerivedType(typeof(Label), 18)]
public record DiscordComponent;

/// <summary>A row of one to five buttons, or one select.</summary>
public sealed record ActionRow : DiscordComponent
{
    [AllowNull]
    public IReadOnlyList<DiscordComponent> Components { get => field ?? []; init; }

    /// <summary>A row of these.</summary>
    public static ActionRow Of(params IReadOnlyList<DiscordComponent> components) => new() { Components = components };
}

/// <summary>A button. One with a link has a <see cref="Url"/> and tells nobody; any other has a <see cref="CustomId"/>.</summary>
/// <param name="Style">How it looks.</param>
/// <param name="Label">At most 80 characters.</param>
/// <param name="CustomId">What comes back when it is pressed: 1 to 100 characters, unique in the message.</param>
/// <param name="Url">At most 512 characters.</param>
/// <param name="Disabled">Shown but dead.</param>
/// <param name="Emoji">Shown before the label.</param>
public sealed record Button(
    ButtonStyle Style,
    string? Label = null,
    string? CustomId = null,
    string? Url = null,
    bool Disabled = false,
    PartialEmoji? Emoji = null)
    : DiscordComponent;

/// <summary>Discord's numbers for the looks of buttons.</summary>
public enum ButtonStyle
{
    Primary = 1,
    Secondary = 2,
    Success = 3,
    Danger = 4,
    Link = 5,
}

/// <summary>A Unicode emoji, such as 👍.</summary>
/// <param name="Name">The emoji itself.</param>
public sealed record PartialEmoji(string? Name = null);

/// <summary>A list to choose from.</summary>
/// <param name="CustomId">As a button's.</param>
/// <param name="Placeholder">Shown while nothing is chosen, at most 150 characters.</param>
/// <param name="MinValues">At least this many are chosen.</param>
/// <param name="MaxValues">At most this many are chosen, 1 to 25.</param>
/// <param name="Disabled">Shown but dead.</param>
public sealed record StringSelect(
    string CustomId, string? Placeholder = null, int MinValues = 1, int MaxValues = 1, bool Disabled = false) : DiscordComponent
{
    /// <summary>1 to 25.</summary>
    [AllowNull]
    public IReadOnlyList<SelectOption> Options { get => field ?? []; init; }
}

/// <summary>One line of a select; each text at most 100 characters.</summary>
/// <param name="Label">What is shown.</param>
/// <param name="Value">What comes back, unique in the select.</param>
/// <param name="Description">A smaller second line.</param>
/// <param name="Default">Chosen from the start.</param>
public sealed record SelectOption(string Label, string Value, string? Description = null, bool Default = false);

/// <summary>A field of a modal, inside a <see cref="Label"/>.</summary>
/// <param name="CustomId">1 to 100 characters, unique in the modal.</param>
/// <param name="Style">One line or several.</param>
/// <param name="Required">Whether it must be filled.</param>
/// <param name="MinLength">0 to 4000.</param>
/// <param name="MaxLength">1 to 4000.</param>
/// <param name="Value">What stands in it at first.</param>
/// <param name="Placeholder">Shown while it is empty, at most 100 characters.</param>
public sealed record TextInput(
    string CustomId,
    TextInputStyle Style = TextInputStyle.Line,
    bool Required = true,
    int? MinLength = null,
    int? MaxLength = null,
    string? Value = null,
    string? Placeholder = null) : DiscordComponent;

/// <summary>Discord's numbers for text fields.</summary>
public enum TextInputStyle
{
    Line = 1,
    Paragraph = 2,
}
