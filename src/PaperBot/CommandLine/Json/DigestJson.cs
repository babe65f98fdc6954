using PaperBot.Digests;
using PaperBot.Summaries;

namespace PaperBot.CommandLine.Json;

/// <summary>What <c>digest</c> prints.</summary>
internal sealed record DigestJson(string Edition, IReadOnlyList<DigestPaperJson> Papers, IReadOnlyList<string> Posts, string? EmptyReason)
{
    public static DigestJson Of(DigestLedgerEntry entry) => new(
        entry.Edition.Key,
        [.. entry.Papers.Select(p => new DigestPaperJson(p.PaperId, p.Title, p.Tldr.Text, p.Tldr.Origin, p.Topic))],
        [.. entry.Parts.Select(p => p.Text)],
        entry.EmptyReason);
}

internal sealed record DigestPaperJson(string Id, string Title, string Tldr, TldrOrigin Origin, string Topic);
