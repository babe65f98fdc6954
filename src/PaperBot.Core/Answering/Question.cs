using PaperBot.Conversations;
using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>One question with what was said before it.</summary>
/// <param name="Id">Chosen by the caller; comes back with the answer.</param>
/// <param name="Text">As typed.</param>
public sealed record Question(string Id, string Text)
{
    /// <summary>Earlier messages, oldest first.</summary>
    public IReadOnlyList<Turn> History { get; init; } = [];

    /// <summary>Which papers may be used.</summary>
    public PaperFilter Filter { get; init; } = PaperFilter.None;
}
