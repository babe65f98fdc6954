namespace PaperBot.CommandLine.Trying;

/// <summary>How a try-out is to be.</summary>
/// <param name="Port">Port on 127.0.0.1; 0 for the one it had before, or a free one.</param>
/// <param name="Listings">Files with papers; the sample when there are none.</param>
/// <param name="Keep">The folder it is kept in; null when nothing of it is to be left.</param>
internal sealed record TryRequest(int Port, IReadOnlyList<string> Listings, string? Keep = null);
