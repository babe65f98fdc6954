using PaperBot.Digests;
using PaperBot.Papers;

namespace PaperBot.Tests.Digests;

/// <summary>Editions as the program makes them, before anything is sent.</summary>
internal static class SomeEdition
{
    public static readonly DateOnly Day = new(2026, 11, 20);

    /// <summary>An edition of these papers, each with its abstract's own summary.</summary>
    public static DigestLedgerEntry Of(IReadOnlyList<Paper> papers, int limit = 2000, string channel = "lab", DateOnly? day = null)
    {
        var edition = new DigestEdition(channel, day ?? Day);
        var selection = new DigestSelection([.. papers.Select(p => new DigestPick(p, "new today"))], papers.Count, null);
        var content = DigestComposer.Compose(edition, selection, papers);
        return DigestService.Entry(content, DigestRenderer.Render(content, limit), Some.Moment);
    }

    /// <summary>The same with every part posted under the ids that <see cref="Channel"/> gives.</summary>
    public static DigestLedgerEntry Posted(DigestLedgerEntry entry) => entry with
    {
        Parts = [.. entry.Parts.Select(p => p with { State = DigestPartState.Posted, MessageId = $"m{p.Number}", Changed = Some.Moment })],
    };

    /// <summary>A paper whose abstract says something else, in sentences of the same kind.</summary>
    public static Paper Corrected(Paper paper, string word = "corrected") => paper with
    {
        Version = paper.Version + 1,
        Abstract = string.Join(' ', paper.Abstract.Split(' ').Select((w, i) => i % 5 == 1 ? $"{w} {word}" : w)),
    };
}
