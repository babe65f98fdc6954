using PaperBot.Papers;

namespace PaperBot.Retrieval;

/// <summary>One ranked paper.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Score">What it is ranked by: higher is better; comparable within one result only.</param>
internal readonly record struct Hit(Paper Paper, double Score)
{
    /// <summary>
    /// What the query's words alone earn, in units of inverse document frequency: says how much of the query the paper speaks
    /// of, which
    /// <see cref="Score"/> does not. The same as <see cref="Score"/> where only words were looked at.
    /// </summary>
    public double Earned { get; init; } = Score;

    /// <summary>
    /// How near the paper is to the question by an embedding model, -1 to 1; null where there is no model, or the paper is not
    /// embedded yet. Comparable among questions to one model, not among models. Where it alone found the paper,
    /// <see cref="Earned"/> is 0.
    /// </summary>
    public double? Cosine { get; init; }
}
