using PaperBot.Retrieval.Reranking;

namespace PaperBot.Benchmarks.Reranking;

/// <summary>A query whose papers are known, as a second look sees the papers that the first found.</summary>
/// <param name="Id">Of the query.</param>
/// <param name="Set">Where it comes from; sets count alike.</param>
/// <param name="Look">The rows of features.</param>
/// <param name="Right">Which rows are of papers that answer; at least one, and not all.</param>
internal sealed record RerankExample(string Id, string Set, CloserLook Look, bool[] Right);
