using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

namespace PaperBot.Tests.Listings;

/// <summary>Reads the four saved pages the readers were made for. They are not part of the repository.</summary>
public sealed class RealListingTests
{
    private const string FolderVariable = "PAPERBOT_TEST_DATA";

    /// <summary>Over every fact of all records; compared fact by fact with an independent reading when it was recorded.</summary>
    private const string FactsDigest = "d924f3fa227a85a30bec730fb54bc6094ce12b2568b2ef4c9ad980ac940aac9b";

    [Theory]
    [InlineData("000", "scored-page", 4)]
    [InlineData("001", "trending-page", 40)]
    [InlineData("002", "title-abstract-lines", 119)]
    [InlineData("003", "title-abstract-lines", 83)]
    public void Every_record_of_a_file_is_read(string file, string format, int records)
    {
        var reading = ReadFiles().Single(entry => entry.Name.StartsWith(file, StringComparison.Ordinal)).Reading;

        Assert.Equal((format, records), (reading.Format, reading.Papers.Count));
        Assert.Empty(reading.Skipped);
    }

    [Fact]
    public void Titles_are_those_of_the_key_file()
    {
        var titles = ReadFiles().SelectMany(entry => entry.Reading.Papers).Select(paper => paper.Title).ToHashSet(StringComparer.Ordinal);
        var keys = File.ReadLines(Path.Combine(Folder(), "eval", "paper-keys.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("title").GetString()!)
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal(240, titles.Count);
        Assert.Equal(keys.Order(StringComparer.Ordinal), titles.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Abstracts_are_whole_lines_of_the_files()
    {
        foreach (var (name, reading) in ReadFiles())
        {
            var lines = File.ReadAllLines(Path.Combine(Folder(), "papers", name));
            Assert.All(reading.Papers, paper => Assert.Equal(lines[paper.LineOf(PaperBot.Papers.PaperField.Abstract) - 1], paper.Abstract));
        }
    }

    [Fact]
    public void Totals_of_stated_facts_are_exact()
    {
        var papers = ReadFiles().SelectMany(entry => entry.Reading.Papers).ToList();

        Assert.Equal(246, papers.Count);
        Assert.Equal((4, 4, 2), (papers.Count(paper => paper.Authors is not null), papers.Count(paper => paper.EtAl), papers.Count(paper => paper.Affiliations is not null)));
        Assert.Equal((3, 3, 43), (papers.Count(paper => paper.Score is not null), papers.Count(paper => paper.Category is not null), papers.Count(paper => paper.Published is not null)));
        Assert.Equal(40, papers.Count(paper => paper.AuthorCount is not null));
        Assert.Equal((11, 17), (papers.Count(paper => paper.Comments is not null), papers.Sum(paper => paper.Comments ?? 0)));
        Assert.All(papers, paper => Assert.Equal((null, null, null), (paper.ArxivId, paper.Doi, paper.Url)));
    }

    [Fact]
    public void Every_fact_of_every_record_is_unchanged()
    {
        var facts = string.Join('\n', ReadFiles().Select(entry => entry.Reading.Facts()));

        Assert.Equal(FactsDigest, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts))));
    }

    [Fact]
    public void Real_files_survive_line_ends_marks_and_blank_lines()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Folder(), "papers"), "*.txt"))
        {
            var text = File.ReadAllText(file);
            var expected = Reading.Of(text).Facts();
            Assert.All(
                new[] { text.Replace("\n", "\r\n", StringComparison.Ordinal), "\uFEFF" + text, text.Replace("\n", "\n\n", StringComparison.Ordinal) },
                mutated => Assert.Equal(expected, Reading.Of(mutated).Facts()));
            Assert.Equal(expected, Reading.Of(text.Replace(' ', '\u00A0')).Facts().Replace('\u00A0', ' '));
        }
    }

    private static string Folder()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{FolderVariable} does not name the folder with papers/ and eval/");
        return folder!;
    }

    private static IEnumerable<(string Name, Reading Reading)> ReadFiles() => Directory
        .GetFiles(Path.Combine(Folder(), "papers"), "*.txt")
        .Order(StringComparer.Ordinal)
        .Select(path => (Path.GetFileName(path), Reading.Of(File.OpenRead(path))));
}
