using PaperBot.Papers;

namespace PaperBot.Digests;

/// <summary>A candidate that belongs to a channel's topics.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Strength">How well it fits, 0 (nothing in particular is wanted) to 1.3.</param>
/// <param name="Why">What it fits, the best first, as plain text such as <c>matches “sign language”</c>.</param>
internal sealed record TopicMatch(Paper Paper, double Strength, IReadOnlyList<string> Why)
{
    /// <summary>A paper of a channel that wants everything.</summary>
    public static TopicMatch Unasked(Paper paper) => new(paper, 0, []);
}

/// <summary>The candidates that belong to a channel's topics.</summary>
/// <param name="Matches">In the order of the candidates.</param>
/// <param name="UnknownExamples">Examples that no stored paper is named like; they have no say.</param>
internal sealed record TopicMatches(IReadOnlyList<TopicMatch> Matches, IReadOnlyList<string> UnknownExamples);
