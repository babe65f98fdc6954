using PaperBot.Archive;
using PaperBot.Digests;
using PaperBot.Papers;
using PaperBot.Summaries;

namespace PaperBot.Tests.Digests;

/// <summary>Kept editions of which a test names only what it is about.</summary>
internal static class SomeEditions
{
    public static readonly DateOnly Day = new(2026, 11, 20);

    /// <summary>An edition of these papers, all in its channel already.</summary>
    public static DigestLedgerEntry Of(params Paper[] papers) => At(Day, "console", papers);

    public static DigestLedgerEntry At(DateOnly day, string channel, params Paper[] papers) => new()
    {
        Edition = new DigestEdition(channel, day),
        Made = new DateTimeOffset(day, new TimeOnly(8, 30), TimeSpan.Zero),
        Papers = [.. papers.Select((p, i) => Kept(i + 1, p))],
        Parts = [new DigestPart(1, "# Paper digest", DigestPartState.Posted)],
    };

    public static DigestLedgerPaper Kept(int number, Paper paper, string topic = DigestGroup.Rest) =>
        new(number, paper.Id, paper.Title, new Tldr($"We study {paper.Id}.", TldrOrigin.Abstract), topic, "new today");

    public static PrintedEdition Printed(DigestLedgerEntry entry, params Paper[] stored) =>
        PrintedEdition.Of(entry, stored.ToDictionary(p => p.Id));

    public static PrintedEdition Printed(params Paper[] papers) => Printed(Of(papers), papers);
}
