using PaperBot.Papers;

namespace PaperBot.Digests;

/// <summary>A paper chosen for an edition.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Reason">Why it is there, in a few words.</param>
internal sealed record DigestPick(Paper Paper, string Reason);

/// <summary>What an edition shows.</summary>
/// <param name="Picks">Best first.</param>
/// <param name="Candidates">How many papers could have been chosen, the picks included.</param>
/// <param name="EmptyReason">One sentence why there is nothing; null when there are picks.</param>
internal sealed record DigestSelection(IReadOnlyList<DigestPick> Picks, int Candidates, string? EmptyReason)
{
    /// <summary>The best of those that did not come in, best first; a few.</summary>
    public IReadOnlyList<Paper> Next { get; init; } = [];
}

/// <summary>What a selection goes by.</summary>
/// <param name="Date">The edition's local day.</param>
/// <param name="Zone">Turns moments of import into local days.</param>
/// <param name="Count">Most papers.</param>
/// <param name="CandidateDays">How many days from its import a paper not shown stays a candidate.</param>
/// <param name="Previous">The day of the channel's last edition with papers, if any.</param>
internal sealed record DigestWindow(DateOnly Date, TimeZoneInfo Zone, int Count, int CandidateDays, DateOnly? Previous)
{
    /// <summary>What the channel wants to read.</summary>
    public DigestTopics Topics { get; init; } = DigestTopics.Everything;
}
