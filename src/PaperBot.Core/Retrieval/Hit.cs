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
}
