namespace PaperBot.LocalModels.Templates;

/// <summary>A stretch of a rendered conversation. Only the project's own markers may become special tokens.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A marker's or somebody's text; empty for the two tokens.</param>
internal readonly record struct ChatSegment(SegmentKind Kind, string Text)
{
    /// <summary>The token that a text of the model begins with, where it has one.</summary>
    public static readonly ChatSegment Beginning = new(SegmentKind.Beginning, "");

    /// <summary>The token that a text of the model ends with.</summary>
    public static readonly ChatSegment End = new(SegmentKind.End, "");
}

/// <summary>What a stretch of a rendered conversation is.</summary>
internal enum SegmentKind
{
    /// <summary>Ours: names of special tokens in it are these tokens.</summary>
    Marker,

    /// <summary>Somebody's: names of special tokens in it are plain text.</summary>
    Text,

    Beginning,
    End,
}
