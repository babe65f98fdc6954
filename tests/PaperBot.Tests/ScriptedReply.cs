using Microsoft.Extensions.AI;

namespace PaperBot.Tests;

/// <summary>What a scripted client does when it is asked once.</summary>
internal sealed record ScriptedReply
{
    /// <summary>The pieces of the stream.</summary>
    public IReadOnlyList<string> Pieces { get; init; } = [];

    /// <summary>Sent with the last piece; null for a client that does not say.</summary>
    public ChatFinishReason? Finish { get; init; } = ChatFinishReason.Stop;

    public UsageDetails? Usage { get; init; }

    /// <summary>How long it stands still before its last piece.</summary>
    public TimeSpan Stall { get; init; }

    /// <summary>How long it takes for each piece.</summary>
    public TimeSpan Between { get; init; }

    /// <summary>True when it does not notice a cancellation.</summary>
    public bool IsDeaf { get; init; }

    /// <summary>True when it ends without a word when cancelled.</summary>
    public bool EndsQuietly { get; init; }

    /// <summary>Thrown after the pieces.</summary>
    public Exception? Throws { get; init; }

    /// <summary>The text in pieces of a length.</summary>
    public static ScriptedReply Of(string text, int pieceLength = 7) =>
        new() { Pieces = [.. text.Chunk(pieceLength).Select(piece => new string(piece))] };
}
