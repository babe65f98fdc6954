using System.Diagnostics;
using System.Globalization;
using PaperBot.Archive;
using PaperBot.Sqlite;
using Xunit;

namespace PaperBot.Tests.Digests;

/// <summary>A year of twenty channels is searched while a person waits.</summary>
public sealed class ArchiveSpeedTests(ITestOutputHelper output)
{
    private const int Channels = 20;
    private const int Days = 365;

    [Fact]
    public async Task Year_of_twenty_channels_is_searched_while_a_person_waits()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        using var database = new SqliteDatabase(folder.File("paperbot.db"));
        await KeepAsync(database, token);
        var archive = new SqliteEditionArchive(database);
        var all = await TimeAsync("every channel, a word of one paper in a thousand", new ArchiveQuery { Text = "zebras" });
        Assert.Equal(20, all.Editions.Count);
        Assert.Empty((await TimeAsync("every channel, a word of none", new ArchiveQuery { Text = "nowhere" })).Editions);
        Assert.Equal(20, (await TimeAsync("every channel, no words", new ArchiveQuery())).Editions.Count);
        Assert.Empty((await TimeAsync("one channel, a word of none", new ArchiveQuery { Channel = "c7", Text = "nowhere" })).Editions);
        var watch = Stopwatch.StartNew();
        Assert.Equal(Channels * Days, (await archive.StandingAsync(DateOnly.MinValue, token)).Count);
        output.WriteLine($"all standing: {watch.ElapsedMilliseconds} ms");
        watch.Restart();
        Assert.Equal(Channels * 60, (await archive.StandingAsync(SomeEditions.Day.AddDays(-59), token)).Count);
        output.WriteLine($"standing of 60 days: {watch.ElapsedMilliseconds} ms");

        async Task<ArchivePage> TimeAsync(string what, ArchiveQuery query)
        {
            var clock = Stopwatch.StartNew();
            var page = await archive.SearchAsync(query, token);
            output.WriteLine($"{what}: {clock.ElapsedMilliseconds} ms");
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
            return page;
        }
    }

    // One transaction: the ledger's own writes would each wait for the disk.
    private static Task<int> KeepAsync(SqliteDatabase database, CancellationToken token) => database.WriteAsync(
        connection =>
        {
            using var edition = new PreparedCommand(connection, "INSERT INTO editions (channel, day, made) VALUES (@channel, @day, @day) RETURNING seq");
            using var part = new PreparedCommand(connection, "INSERT INTO edition_parts (edition, part, text, state, changed) VALUES (@edition, 1, @text, 'posted', 'x')");
            using var paper = new PreparedCommand(
                connection,
                """
                INSERT INTO edition_papers (edition, channel, number, paper, title, tldr, origin, topic, reason)
                VALUES (@edition, @channel, @number, @paper, @title, @tldr, 'abstract', 'Graph learning', 'new today')
                """);
            part["@text"] = new string('x', 1800);
            for (var i = 0; i < Channels * Days; i++)
            {
                var channel = $"c{i % Channels}";
                (edition["@channel"], paper["@channel"]) = (channel, channel);
                edition["@day"] = SomeEditions.Day.AddDays(-i / Channels).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                var seq = edition.Number();
                (paper["@edition"], part["@edition"]) = (seq, seq);
                part.Run();
                for (var number = 1; number <= 8; number++)
                {
                    var place = (i * 8) + number;
                    paper["@number"] = number;
                    paper["@paper"] = $"p{place}";
                    paper["@title"] = $"Learning {(place % 1000 == 0 ? "Zebra" : "Graph")} Representations number {place} for Alpine Rescue";
                    paper["@tldr"] = $"We train a model with {place} parameters that finds routes across ridges faster than people who know them, in 84 of 96 cases.";
                    paper.Run();
                }
            }

            return 0;
        },
        token);
}
