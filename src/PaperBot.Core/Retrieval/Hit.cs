using PaperBot.Papers;

namespace PaperBot.Retrieval;

/// <summary>One ranked paper.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Score">Higher is better; comparable within one result only.</param>
internal readonly record struct Hit(Paper Paper, double Score);
