using PaperBot.Papers;
using PaperBot.Summaries;

namespace PaperBot.Digests;

/// <summary>An edition before it becomes text.</summary>
internal sealed record DigestContent
{
    public required DigestEdition Edition { get; init; }

    /// <summary>Papers under their headings, in order of their numbers; empty when there is nothing to show.</summary>
    public IReadOnlyList<DigestGroup> Groups { get; init; } = [];

    /// <summary>At most two, of different papers.</summary>
    public IReadOnlyList<DigestFinding> Findings { get; init; } = [];

    /// <summary>How many papers could have been chosen, those shown included.</summary>
    public int Candidates { get; init; }

    /// <summary>How many papers could have been chosen and were not; they stay candidates.</summary>
    public int Waiting => Candidates - Groups.Sum(g => g.Items.Count);

    /// <summary>Titles to tempt with: the best of those that did not come in, best first.</summary>
    public IReadOnlyList<Paper> Next { get; init; } = [];

    /// <summary>One sentence, in plain text, on what is missing; null when nothing is known to be.</summary>
    public string? Note { get; init; }

    /// <summary>One sentence why there is nothing, in plain text; null when there are papers.</summary>
    public string? EmptyReason { get; init; }
}

/// <summary>Papers under one heading.</summary>
/// <param name="Heading">A noun phrase that each of them has, or <see cref="Rest"/>.</param>
/// <param name="Items">At least one; at least two unless it is the rest.</param>
internal sealed record DigestGroup(string Heading, IReadOnlyList<DigestItem> Items)
{
    /// <summary>The heading of papers that share none.</summary>
    public const string Rest = "Also";
}

/// <summary>One paper of an edition.</summary>
/// <param name="Number">From 1 through the whole edition; what citations refer to.</param>
/// <param name="Paper">The paper.</param>
/// <param name="Tldr">Its summary.</param>
/// <param name="Reason">Why it is there.</param>
internal sealed record DigestItem(int Number, Paper Paper, Tldr Tldr, string Reason);

/// <summary>A finding for the overview.</summary>
/// <param name="Text">Verbatim from the abstract.</param>
/// <param name="Number">The paper's number in the edition.</param>
internal sealed record DigestFinding(string Text, int Number);
