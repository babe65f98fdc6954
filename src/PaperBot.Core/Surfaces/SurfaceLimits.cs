namespace PaperBot.Surfaces;

/// <summary>What one message on a surface may hold.</summary>
/// <param name="MessageLength">UTF-16 units of text in one message; at least 200.</param>
/// <param name="CanEdit">Whether an edit replaces the text in place.</param>
public sealed record SurfaceLimits(int MessageLength, bool CanEdit)
{
    /// <summary>Whether it shows what a reader may do next, and files: what is one press away is then left out of a text.</summary>
    public bool HasActions { get; init; }

    /// <summary>A surface that scrolls: messages of any length, none changed afterwards.</summary>
    public static SurfaceLimits Unbounded { get; } = new(int.MaxValue, CanEdit: false);
}
