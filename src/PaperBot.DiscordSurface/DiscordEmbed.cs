using System.Diagnostics.CodeAnalysis;

namespace PaperBot.DiscordSurface;

/// <summary>
/// A card in a message. Sizes in characters, trimmed: title 256, description 4096, 25 fields, all texts of all cards of a message
/// together 6000.
/// </summary>
public sealed record DiscordEmbed
{
    public string? Title { get; init; }

    /// <summary>Markdown.</summary>
    public string? Description { get; init; }

    /// <summary>Where the title leads, at most 2048 characters, http or https.</summary>
    public string? Url { get; init; }

    /// <summary>Of the bar at its side, 0 to 0xFFFFFF.</summary>
    public int? Color { get; init; }

    /// <summary>A moment shown in the reader's own zone.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    public EmbedFooter? Footer { get; init; }

    public EmbedAuthor? Author { get; init; }

    [AllowNull]
    public IReadOnlyList<EmbedField> Fields { get => field ?? []; init; }
}

/// <summary>The small line at a card's end.</summary>
/// <param name="Text">Plain text, at most 2048 characters.</param>
public sealed record EmbedFooter(string Text = "");

/// <summary>The small line at a card's head.</summary>
/// <param name="Name">Plain text, at most 256 characters.</param>
/// <param name="Url">Where it leads.</param>
public sealed record EmbedAuthor(string Name = "", string? Url = null);

/// <summary>A titled piece of a card.</summary>
/// <param name="Name">1 to 256 characters.</param>
/// <param name="Value">Markdown, 1 to 1024 characters.</param>
/// <param name="Inline">Beside its neighbours where there is room.</param>
public sealed record EmbedField(string Name, string Value, bool Inline = false);
