using PaperBot.Summaries;

namespace PaperBot.CommandLine.Json;

/// <summary>A line of <c>tldr</c>.</summary>
internal sealed record TldrJson(string Id, string Title, string Tldr, TldrOrigin Origin);
