using System.Text;
using PaperBot.Listings;
using Xunit;

namespace PaperBot.Tests.Listings;

public sealed class ListingReaderTests
{
    public static TheoryData<string> Formats => [.. SomeListings.All.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Layout_is_recognised_by_content(string format)
    {
        Assert.Equal(format, Reading.Of(SomeListings.All[format]).Format);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData(" \n\n\t\n", "the file is empty")]
    [InlineData("%PDF-1.7\n%âãÏÓ\n1 0 obj", "paste title and abstract, or import a listing")]
    [InlineData("\n\n%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj", "paste title and abstract, or import a listing")]
    [InlineData("PK\u0003\u0004\0\0\0", "binary")]
    [InlineData("# Reading lists\n\nA tool that reads lists. It is small and it works on every machine that we have tried so far.\n\n## Usage\n\n    readlists FILE\n\nRun it with a file. It prints what it found there, and it stops when nothing is left to print.\n", "not a listing")]
    [InlineData("name,age,city\nAda,36,Tollan\nBo,41,Mire\nCy,28,Tollan\n", "not a listing")]
    [InlineData("2024-01-05 10:00:01 INFO server started on port 80, waiting for connections from anywhere at all, as configured\n2024-01-05 10:00:02 WARN slow\n2024-01-05 10:00:03 INFO done\n", "not a listing")]
    [InlineData("using System;\n\nnamespace Foo;\n\npublic static class Bar\n{\n    public static void Main() => Console.WriteLine(\"A rather long line of code that goes on and on and on, far beyond any sensible limit for lines.\");\n}\n", "not a listing")]
    [InlineData("It was a dark night, and the rain fell on the roofs of the town.\nNobody was out. A dog barked twice, then it was quiet again, and the lamp went out.\nShe waited.\n\"Who is there?\" she asked at last, but nobody answered her.\n", "not a listing")]
    [InlineData("Dear Ada,\n\nthank you for your letter. I was glad to hear that you are well, and that the garden is growing.\n\nYours, Bo\n", "not a listing")]
    public void Anything_else_is_refused_in_one_sentence(string text, string reason)
    {
        var reading = Reading.Of(text);

        Assert.Equal("unknown", reading.Format);
        Assert.Empty(reading.Papers);
        var skipped = Assert.Single(reading.Skipped);
        Assert.Equal(1, skipped.Line);
        Assert.Contains(reason, skipped.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_file_and_folder_are_refused_in_one_sentence()
    {
        foreach (var path in new[] { Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString()), Path.GetTempPath() })
        {
            using var reading = new ListingReader().OpenFile(path);

            Assert.StartsWith("the file cannot be opened", Assert.IsType<SkippedEntry>(Assert.Single(reading.Entries)).Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Utf16_and_Windows_1252_are_read()
    {
        var text = SomeListings.Scored.Replace("Ada", "Ádá", StringComparison.Ordinal).Replace("We train", "We “train”", StringComparison.Ordinal);
        var expected = Reading.Of(text).Facts();
        var encodings = new[]
        {
            Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF8Encoding(true), CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        };

        Assert.All(encodings, encoding => Assert.Equal(expected, Reading.Of([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]).Facts()));
    }

    [Fact]
    public void Line_over_a_megabyte_costs_one_record_and_little_memory()
    {
        var reading = Reading.Of($"{SomeListings.JsonLines}\n{{\"title\":\"Big\",\"abstract\":\"{new string('x', 3 << 20)}\"}}\n{SomeListings.JsonLines}");

        Assert.Equal(4, reading.Papers.Count);
        Assert.Equal((3, "this record is left out: the line is longer than 1 MB"), (reading.Skipped[0].Line, reading.Skipped[0].Reason));
    }

    [Fact]
    public void Abstract_over_a_megabyte_costs_one_paper_of_a_page()
    {
        var reading = Reading.Of(SomeListings.Alternating.Replace(SomeListings.Bells, new string('x', 2 << 20), StringComparison.Ordinal));

        Assert.Equal(3, reading.Papers.Count);
        Assert.Contains("longer than 1 MB", Assert.Single(reading.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void File_over_256_MB_is_refused_where_the_size_is_known()
    {
        using var stream = new EndlessStream { KnownLength = ByteLines.MaxFileBytes + 1 };
        var reading = Reading.Of(stream);

        Assert.Equal("the file is larger than 256 MB; split it and import the parts", Assert.Single(reading.Skipped).Reason);
        Assert.Equal(0, stream.Position);
    }

    [Fact]
    public void Disk_error_in_the_middle_keeps_what_was_read()
    {
        using var stream = new EndlessStream { KnownLength = null, Prefix = SomeListings.JsonLines + "\n", FailAtEnd = true };
        var reading = Reading.Of(stream);

        Assert.Equal(2, reading.Papers.Count);
        Assert.StartsWith("the file cannot be read from here on", Assert.Single(reading.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Disposing_a_reading_closes_its_stream()
    {
        foreach (var text in SomeListings.All.Values.Append("no listing").Append(string.Empty))
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
            new ListingReader().Open(stream).Dispose();

            Assert.False(stream.CanRead);
        }
    }

    [Fact]
    public void Page_nested_a_hundred_thousand_times_is_refused()
    {
        var page = "<html><body>" + string.Concat(Enumerable.Repeat("<div>\n", 100_000)) + "<p>x</p>";

        Assert.Contains("too deeply", Assert.Single(Reading.Of(page).Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_lines_are_read_lazily()
    {
        using var stream = new EndlessStream { KnownLength = null, Repeat = SomeListings.JsonLines + "\n" };
        using var reading = new ListingReader().Open(stream);

        Assert.Equal(5000, reading.Entries.Take(5000).Count());
        Assert.True(stream.Position < 10_000_000);
    }
}
