using System.Globalization;
using System.Text.Json;
using Xunit;

namespace PaperBot.Tests.CommandLine;

public sealed class DigestFilesTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly TemporaryFolder inputs = new();
    private readonly TemporaryFolder outputs = new();

    private static string Today => DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public void Dispose()
    {
        data.Dispose();
        inputs.Dispose();
        outputs.Dispose();
    }

    [Fact]
    public async Task Digest_leaves_its_files_in_the_data_folder_and_a_dry_run_leaves_none()
    {
        await ImportAsync();
        await ProgramRun.Of(data, "digest", "--dry-run");
        Assert.False(Directory.Exists(Path.Combine(data.Path, "editions")));

        Assert.Equal("", (await ProgramRun.Of(data, "digest")).Error);
        Assert.Equal(4, Files(Path.Combine(data.Path, "editions")).Count);
        Assert.All(Files(Path.Combine(data.Path, "editions")), f => Assert.StartsWith("console", f, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Digests_are_written_where_one_asks_for_them()
    {
        await ImportAsync();
        var written = await ProgramRun.Of(data, "digest", "--channel", "lab/1", "--write", outputs.Path);

        Assert.Equal(0, written.Code);
        Assert.Contains("Lanternfish", written.Out, StringComparison.Ordinal);
        Assert.Contains("Written: ", written.Out, StringComparison.Ordinal);
        Assert.Equal(
            [$"lab%2F1/{Today}.html", $"lab%2F1/{Today}.md", "lab%2F1/feed.xml", "lab%2F1/index.html"], Files(outputs.Path));
    }

    [Fact]
    public async Task Preview_is_a_document_and_a_page_alone_and_json_keeps_its_shape()
    {
        await ImportAsync();
        var plain = await ProgramRun.Of(data, "digest", "--dry-run", "--json");
        var written = await ProgramRun.Of(data, "digest", "--dry-run", "--json", "--write", outputs.Path);

        Assert.Equal(plain.Out, written.Out);
        Assert.Equal([$"console/{Today}.html", $"console/{Today}.md"], Files(outputs.Path));
    }

    [Fact]
    public async Task Every_kept_digest_is_written_of_all_channels_or_of_one()
    {
        Assert.Equal(1, (await ProgramRun.Of(data, "digest", "--all", "--write", outputs.Path)).Code);
        await ImportAsync();
        await ProgramRun.Of(data, "digest", "--count", "1");
        await ProgramRun.Of(data, "digest", "--count", "1", "--date", "2026-01-02");
        await ProgramRun.Of(data, "digest", "--channel", "lab");

        var lab = await ProgramRun.Of(data, "digest", "--all", "--channel", "lab", "--write", outputs.Path);
        Assert.Contains("1 edition written into", lab.Out, StringComparison.Ordinal);
        Assert.Equal(4, Files(outputs.Path).Count);

        var all = await ProgramRun.Of(data, "digest", "--all", "--write", outputs.Path);
        Assert.Contains("3 editions written into", all.Out, StringComparison.Ordinal);
        Assert.Equal(10, Files(outputs.Path).Count);
        Assert.Equal(1, (await ProgramRun.Of(data, "digest", "--all", "--channel", "none", "--write", outputs.Path)).Code);
    }

    [Theory]
    [InlineData("--all")]
    [InlineData("--all", "--write", "x", "--json")]
    [InlineData("--all", "--write", "x", "--date", "2026-01-02")]
    [InlineData("--all", "--write", "x", "--dry-run")]
    [InlineData("--all", "--write", "x", "--topics", "graphs")]
    [InlineData("--write", " ")]
    public async Task What_does_not_go_together_is_wrong_usage(params string[] args)
    {
        var run = await ProgramRun.Of(data, ["digest", .. args]);
        Assert.Equal(2, run.Code);
        Assert.NotEqual("", run.Error);
        Assert.Equal("", run.Out);
    }

    [Fact]
    public async Task Folder_asked_for_that_cannot_be_written_fails_and_the_settings_folder_only_warns()
    {
        await ImportAsync();
        var taken = outputs.File("taken", "a file");
        var asked = await ProgramRun.Of(data, "digest", "--write", taken);
        Assert.Equal(1, asked.Code);
        Assert.Contains("could not be written", Assert.Single(asked.Error.Trim().Split('\n')), StringComparison.Ordinal);

        var config = inputs.File("settings.json", JsonSerializer.Serialize(new { Digest = new { Files = taken } }));
        var warned = await ProgramRun.Of(data, "digest", "--config", config);
        Assert.Equal(0, warned.Code);
        Assert.Contains("Lanternfish", warned.Out, StringComparison.Ordinal);
        Assert.StartsWith("warning EditionPrinter: ", Assert.Single(warned.Error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_of_the_service_leaves_the_files_of_the_digest_it_showed()
    {
        await ImportAsync();
        var config = inputs.File("settings.json", JsonSerializer.Serialize(new { Digest = new { Files = outputs.Path, Link = "https://example.org/d/" } }));
        var run = await ProgramRun.WithInput("/digest archive lanternfish\n", data, "serve", "--config", config);

        Assert.Equal(0, run.Code);
        Assert.Contains("1. Lanternfish", run.Out, StringComparison.Ordinal);
        Assert.Equal([$"console/{Today}.html", $"console/{Today}.md", "console/feed.xml", "console/index.html"], Files(outputs.Path));
        Assert.Contains("https://example.org/d/console/feed.xml", File.ReadAllText(Path.Combine(outputs.Path, "console", "feed.xml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archive_lists_digests_and_finds_them_by_their_papers()
    {
        Assert.Equal("No digest is kept yet.", (await ProgramRun.Of(data, "archive")).Out.Trim());
        await ImportAsync();
        await ProgramRun.Of(data, "digest");
        await ProgramRun.Of(data, "digest", "--channel", "lab");

        var listed = await ProgramRun.Of(data, "archive");
        Assert.Contains($"{Today} · console · 3 papers", listed.Out, StringComparison.Ordinal);
        Assert.Contains($"{Today} · lab · 3 papers", listed.Out, StringComparison.Ordinal);

        var found = await ProgramRun.Of(data, "archive", "graph", "transformer", "--json");
        Assert.Equal(2, found.Lines.Count);
        var first = JsonDocument.Parse(found.Lines[0]).RootElement;
        Assert.Equal(["channel", "date", "edition", "papers", "total"], Names(first));
        Assert.Equal((Today + "/console", Today, 3), (first.GetProperty("edition").GetString(), first.GetProperty("date").GetString(), first.GetProperty("total").GetInt32()));
        var paper = Assert.Single(first.GetProperty("papers").EnumerateArray());
        Assert.Equal(["id", "number", "title", "topic"], Names(paper));
        Assert.StartsWith("Kiteline", paper.GetProperty("title").GetString(), StringComparison.Ordinal);

        Assert.Equal("", (await ProgramRun.Of(data, "archive", "zebra", "--json")).Out);
        Assert.Single((await ProgramRun.Of(data, "archive", "--channel", "lab", "--json")).Lines);
        Assert.Single((await ProgramRun.Of(data, "archive", "-k", "1", "--json")).Lines);
        Assert.Equal("", (await ProgramRun.Of(data, "archive", "--until", "2026-01-01", "--json")).Out);
        Assert.Equal(2, (await ProgramRun.Of(data, "archive", "--since", "2026-01-02", "--until", "2026-01-01")).Code);
        Assert.Equal(2, (await ProgramRun.Of(data, "archive", "--since", "yesterday")).Code);
    }

    [Theory]
    [InlineData("ftp://example.org")]
    [InlineData("example.org/d")]
    [InlineData("https://u:p@example.org/")]
    [InlineData("https://example.org/?a=1")]
    [InlineData("https://example.org/#x")]
    public async Task Address_that_is_none_is_named_with_what_is_allowed(string link)
    {
        var config = inputs.File("settings.json", JsonSerializer.Serialize(new { Digest = new { Link = link } }));
        var run = await ProgramRun.Of(data, "archive", "--config", config);

        Assert.Equal(1, run.Code);
        Assert.Contains("Digest:Link must be an http or https address", run.Error, StringComparison.Ordinal);
    }

    private static List<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal);

    private Task<ProgramRun> ImportAsync() => ProgramRun.Of(data, "import", Listing.WriteTo(inputs));
}
