using System.Text.Json;
using PaperBot.Papers;
using Xunit;

namespace PaperBot.Tests.Listings;

/// <summary>Reads the bundled sample and compares it with the record of its facts that was written by hand.</summary>
public sealed class SampleListingTests
{
    /// <summary>Files of the sample that are no listings: the read-me and the questions with their keys.</summary>
    private static readonly string[] Companions = ["README.md", "keys.jsonl", "questions.jsonl"];

    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "sample"))
        .Select(path => Path.GetFileName(path)).Except(Companions).Order(StringComparer.Ordinal)];

    public static TheoryData<string> OtherFiles => [.. Companions];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_record_of_a_sample_file_is_read_as_recorded(string file)
    {
        var reading = Reading.Of(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "sample", file)));
        var expected = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "sample.expected.jsonl"))
            .Select(line => JsonSerializer.Deserialize<Expected>(line, JsonSerializerOptions.Web)!)
            .Where(record => record.File == file)
            .ToList();

        Assert.Empty(reading.Skipped);
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Count, reading.Papers.Count);
        foreach (var (record, paper) in expected.Zip(reading.Papers))
        {
            Assert.Equal(Reading.Canonical(record.ToPaper()), Reading.Canonical(paper));
            Assert.Equal(record.Line, paper.Line);
        }
    }

    [Theory]
    [MemberData(nameof(OtherFiles))]
    public void Companion_file_of_the_sample_is_no_listing(string file)
    {
        Assert.Equal("unknown", Reading.Of(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "sample", file))).Format);
    }

    private sealed record Expected(
        string File, int Line, string Title, string Abstract, string[]? Authors, int? AuthorCount, bool EtAl, string[]? Affiliations,
        DateOnly? Published, string? Category, double? Score, int? Comments, string? ArxivId, string? Doi, string? Url)
    {
        public ListedPaper ToPaper() => new()
        {
            Title = Title, Abstract = Abstract, Line = Line, Authors = Authors, AuthorCount = AuthorCount, EtAl = EtAl,
            Affiliations = Affiliations, Published = Published, Category = Category, Score = Score, Comments = Comments,
            ArxivId = ArxivId, Doi = Doi, Url = Url,
        };
    }
}
