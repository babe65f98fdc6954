namespace PaperBot.Papers;

/// <summary>A paper of the corpus: the merge of everything its sources state.</summary>
public sealed record Paper : PaperFacts
{
    /// <summary>
    /// Stable identifier: the arXiv id when the first source gave the paper's own, else a slug of the title with a short hash.
    /// Contains only <c>[a-z0-9./-]</c>.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>Title as printed by the latest version.</summary>
    public required string Title { get; init; }

    /// <summary>Abstract as printed by the latest version, untouched. Repairs are for display and matching only.</summary>
    public required string Abstract { get; init; }

    /// <summary>1 for the first abstract seen, one more for each changed abstract.</summary>
    public int Version { get; init; } = 1;

    /// <summary>When the paper was first imported, in UTC. Undated papers count from here.</summary>
    public DateTimeOffset FirstImported { get; init; }

    /// <summary>True for the bundled, invented papers, which every card marks as such.</summary>
    public bool IsSample { get; init; }

    /// <summary>Names of the files that list the paper, in order of import. Never empty.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}
