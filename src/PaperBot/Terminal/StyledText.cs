namespace PaperBot.Terminal;

/// <summary>How a run of text is emphasised.</summary>
[Flags]
internal enum Emphasis
{
    None = 0,
    Bold = 1,
    Italic = 2,
    Code = 4,
    Dim = 8,
}

/// <summary>A run of text of one kind.</summary>
/// <param name="Text">As shown.</param>
/// <param name="Emphasis">How it stands out.</param>
/// <param name="Link">Where it leads, or null.</param>
internal readonly record struct StyledText(string Text, Emphasis Emphasis, string? Link);
