using PaperBot.Conversations;
using PaperBot.Retrieval;

namespace PaperBot.Answering;

/// <summary>One question with what was said before it.</summary>
/// <param name="Id">Chosen by the caller; comes back with the answer.</param>
/// <param name="Text">As typed.</param>
public sealed record Question(string Id, string Text)
{
    private readonly PaperFilter filter = PaperFilter.None;

    /// <summary>Earlier messages, oldest first.</summary>
    public IReadOnlyList<Turn> History { get; init; } = [];

    /// <summary>
    /// Ids of a list the question is asked over, in the order of its printed numbers: a digest edition, so that "compare 2 and 5"
    /// means its papers. Only these are used; empty for all papers.
    /// </summary>
    public IReadOnlyList<string> Listed { get; init; } = [];

    /// <summary>The sampler's seed, so that a model says the same again; null for any.</summary>
    public long? Seed { get; init; }

    /// <summary>False for the abstracts' own words even where there is a model.</summary>
    public bool WithModel { get; init; } = true;

    /// <summary>Which papers may be used; a list leaves only those of its papers that the filter admits.</summary>
    public PaperFilter Filter
    {
        get => Listed.Count == 0
            ? filter
            : filter with { Ids = Listed.Where(id => filter.Ids?.Contains(id) ?? true).ToHashSet(StringComparer.Ordinal) };
        init => filter = value;
    }
}
