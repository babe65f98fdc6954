using PaperBot.Digests;
using PaperBot.Retrieval;
using PaperBot.Summaries;
using PaperBot.Tests.Digests;
using Xunit;

namespace PaperBot.Tests.Commands;

public sealed class ArchiveHandlerTests : IAsyncLifetime
{
    private CommandRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await CommandRoom.OpenAsync(sample: false, Token);

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Without_a_digest_it_says_so()
    {
        Assert.Equal("No digest is kept yet.", (await room.SayAsync("/digest archive", Token)).Text);
        await room.SayAsync("/digest", Token);
        Assert.Equal("No digest matches.", (await room.SayAsync("/digest archive zebra", Token)).Text);
        Assert.Equal("No digest matches.", (await room.SayAsync("/digest archive --until 2020-01-01", Token)).Text);
    }

    [Fact]
    public async Task Days_are_listed_as_digest_opens_them()
    {
        await KeepAsync(0, "room", "Kites");
        await KeepAsync(1, "elsewhere", "Kites");

        var list = await room.SayAsync("/digest archive", Token);

        Assert.Equal("- **2026-11-20** · 1 paper\n\n`/digest --date 2026-11-20` opens one.", list.Text);
        Assert.Empty(list.Papers);
        Assert.False((await room.SayAsync("/digest --date 2026-11-20", Token)).IsProblem);
    }

    [Fact]
    public async Task Papers_found_are_numbered_through_the_list_and_their_numbers_count()
    {
        var papers = room.Service<Corpus>().Current.Papers;
        foreach (var (paper, days) in papers.Select((p, i) => (p, -i)))
        {
            var kept = SomeEditions.At(SomeEditions.Day.AddDays(days), "room", paper);
            await room.Service<IDigestLedger>().TryOpenAsync(kept with { Papers = [SomeEditions.Kept(1, paper, "Long roads")] }, Token);
        }

        var list = await room.SayAsync("/digest archive road", Token);
        Assert.Equal(papers.Select(p => p.Id), list.Papers);
        Assert.StartsWith("**2026-11-20** · 1 of 1 paper\n1. Lanternfish: Sparse", list.Text, StringComparison.Ordinal);
        Assert.Contains("\n**2026-11-19** · 1 of 1 paper\n2. Kiteline: Graph", list.Text, StringComparison.Ordinal);

        var compared = (await room.SayAsync("compare 3 and 2", Token)).Answer!;
        Assert.Equal(papers.Skip(1).Select(p => p.Id).Order(), compared.Citations.Select(c => c.PaperId).Distinct().Order());
    }

    [Fact]
    public async Task Of_a_digest_with_many_matches_the_first_are_shown_and_the_rest_counted()
    {
        await KeepAsync(0, "room", [.. Enumerable.Range(1, 7).Select(i => $"Kite {i}")]);
        await KeepAsync(-1, "room", "Kite & *stars*", "Snow");

        var list = await room.SayAsync("/digest archive kites", Token);

        Assert.Equal(5, list.Papers.Count);
        Assert.Contains("**2026-11-20** · 7 of 7 papers\n1. Kite 1 · ", list.Text, StringComparison.Ordinal);
        Assert.Contains("\nand 3 more\n**2026-11-19** · 1 of 2 papers\n5. Kite & \\*stars\\* · ", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_archives_end_with_the_day_to_go_on_from()
    {
        for (var day = 0; day < 25; day++)
        {
            await KeepAsync(-day, "room", "Kites");
        }

        Assert.Contains("There are older ones; `--until 2026-11-01` goes on from here.", (await room.SayAsync("/digest archive", Token)).Text, StringComparison.Ordinal);
        Assert.Contains("`--until 2026-11-13`", (await room.SayAsync("/digest archive kites", Token)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("older", (await room.SayAsync("/digest archive --until 2026-11-01", Token)).Text, StringComparison.Ordinal);
        Assert.True((await room.SayAsync("/digest archive --since 2026-11-02 --until 2026-11-01", Token)).IsProblem);
    }

    private async Task KeepAsync(int days, string channel, params string[] titles)
    {
        var day = SomeEditions.Day.AddDays(days);
        await room.Service<IDigestLedger>().TryOpenAsync(
            SomeEditions.At(day, channel) with
            {
                Papers = [.. titles.Select((t, i) => new DigestLedgerPaper(
                    i + 1, $"p{day:yyyyMMdd}-{i}", t, new Tldr("We measure.", TldrOrigin.Abstract), DigestGroup.Rest, "new today"))],
            },
            Token);
    }
}
