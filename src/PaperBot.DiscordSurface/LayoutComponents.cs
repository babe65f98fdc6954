using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace PaperBot.DiscordSurface;

/// <summary>
/// Markdown in a message with <see cref="MessageFlags.IsComponentsV2"/>; all of them together at most 4000 characters.
/// </summary>
/// <param name="Content">What is shown; mentions in it count.</param>
public sealed record TextDisplay(string Content) : DiscordComponent;

/// <summary>One to three texts with a button at their side.</summary>
public sealed record Section : DiscordComponent
{
    [AllowNull]
    public IReadOnlyList<DiscordComponent> Components { get => field ?? []; init; }

    /// <summary>The button.</summary>
    public DiscordComponent? Accessory { get; init; }
}

/// <summary>Space, with a line or without, between parts.</summary>
/// <param name="Divider">With a line.</param>
/// <param name="Spacing">1 small, 2 large.</param>
public sealed record Separator(bool Divider = true, int Spacing = 1) : DiscordComponent;

/// <summary>A card around other parts.</summary>
public sealed record Container : DiscordComponent
{
    /// <summary>Of the bar at its side, 0 to 0xFFFFFF.</summary>
    public int? AccentColor { get; init; }

    [AllowNull]
    public IReadOnlyList<DiscordComponent> Components { get => field ?? []; init; }
}

/// <summary>A named field of a modal.</summary>
/// <param name="Text">At most 45 characters.</param>
/// <param name="Component">A <see cref="TextInput"/> or a <see cref="StringSelect"/>.</param>
/// <param name="Description">At most 100 characters.</param>
public sealed record Label(
    [property: JsonPropertyName("label")] string Text, DiscordComponent Component, string? Description = null) : DiscordComponent;

/// <summary>A form that opens over everything.</summary>
/// <param name="CustomId">What comes back with it, 1 to 100 characters.</param>
/// <param name="Title">At most 45 characters.</param>
/// <param name="Components">One to five <see cref="Label"/>.</param>
public sealed record DiscordModal(string CustomId, string Title, IReadOnlyList<DiscordComponent> Components);
