namespace PaperBot.Surfaces;

/// <summary>One message to be shown.</summary>
/// <param name="Text">Markdown within the surface's limits; not empty.</param>
public sealed record ChatPost(string Text)
{
    /// <summary>What a reader may do next; a surface without buttons leaves them out, since every one is a command too.</summary>
    public IReadOnlyList<ChatAction> Actions { get; init; } = [];

    /// <summary>Files beside the text; a surface that cannot send files leaves them out.</summary>
    public IReadOnlyList<ChatFile> Files { get; init; } = [];

    /// <summary>True when it says why a call could not be served, which only the caller needs to see.</summary>
    public bool IsProblem { get; init; }

    /// <summary>
    /// Its place in a reply, from 0; a draft is the first. The same post sent again, because nobody knows whether it stands, has the same.
    /// </summary>
    public int Part { get; init; }

    /// <summary>True of the last message of a whole reply; drafts and notes on the way have none.</summary>
    public bool EndsReply { get; init; }

    public static implicit operator ChatPost(string text) => new(text);

    /// <summary>The same as the conversion.</summary>
    public static ChatPost FromString(string text) => new(text);
}

/// <summary>A file that goes with a message.</summary>
/// <param name="Name">Without a path.</param>
/// <param name="Content">UTF-8 text.</param>
/// <param name="MediaType">Such as <c>text/markdown</c>.</param>
public sealed record ChatFile(string Name, string Content, string MediaType = "text/plain")
{
    /// <summary>
    /// The bytes of a file that a person sent, just as they came, <see cref="Content"/> then being empty; else null.
    /// </summary>
    public byte[]? Bytes { get; init; }
}
