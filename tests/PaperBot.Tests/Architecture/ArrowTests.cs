using System.Text.RegularExpressions;
using Xunit;

namespace PaperBot.Tests.Architecture;

/// <summary>Guards who may use whom, among projects and among the folders of Core.</summary>
public sealed partial class ArrowTests
{
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["PaperBot.Core"] = [],
        ["PaperBot.Endpoints"] = ["PaperBot.Core"],
        ["PaperBot.LocalModels"] = ["PaperBot.Core"],
        ["PaperBot.Sqlite"] = ["PaperBot.Core"],
        ["PaperBot.DiscordSurface"] = ["PaperBot.Core"],
        ["PaperBot.DiscordSimulator"] = [],
        ["PaperBot.LLamaSharp"] = ["PaperBot.LocalModels"],
        ["PaperBot.DiscordNet"] = ["PaperBot.DiscordSurface"],
        ["PaperBot.SemanticKernel"] = ["PaperBot.Core"],
        ["PaperBot"] =
        [
            "PaperBot.Core", "PaperBot.DiscordNet", "PaperBot.DiscordSimulator", "PaperBot.DiscordSurface", "PaperBot.Endpoints",
            "PaperBot.LLamaSharp", "PaperBot.LocalModels", "PaperBot.SemanticKernel", "PaperBot.Sqlite",
        ],
        ["FeedProbe"] = [],
    };

    // Each folder with what it may use itself; what those use it may use too.
    private static readonly Dictionary<string, string[]> Folders = new()
    {
        ["Text"] = [],
        ["Recency"] = [],
        ["Waiting"] = [],
        ["Libraries"] = [],
        ["Secrets"] = [],
        ["Papers"] = ["Text"],
        ["Localisation"] = [],
        ["Exporting"] = ["Papers"],
        ["ReadingLists"] = [],
        ["Listings"] = ["Papers"],
        ["Importing"] = ["Listings"],
        ["Conversations"] = [],
        ["Prompts"] = ["Papers", "Waiting"],
        ["Engines"] = ["Prompts"],
        ["Surfaces"] = ["Text", "Waiting"],
        ["Embeddings"] = ["Papers", "Waiting"],
        ["Retrieval"] = ["Embeddings"],
        ["Grounding"] = ["Retrieval"],
        ["Summaries"] = ["Retrieval"],
        ["Generation"] = ["Grounding", "Prompts", "Summaries"],
        ["Answering"] = ["Retrieval", "Summaries", "Conversations", "Generation"],
        ["Records"] = ["Answering", "ReadingLists"],
        ["Digests"] = ["Answering", "Localisation", "Recency", "Summaries", "Surfaces"],
        ["Archive"] = ["Digests"],
        ["Evaluation"] = ["Answering"],
        ["Commands"] = ["Archive", "Answering", "Exporting", "Importing", "Localisation", "ReadingLists", "Records", "Surfaces"],
        ["Intake"] = ["Commands", "Surfaces"],
    };

    [Fact]
    public void Projects_reference_only_what_the_plan_allows()
    {
        foreach (var file in Directory.EnumerateFiles(Source, "*.csproj", SearchOption.AllDirectories))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var used = Reference().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value);
            Assert.Equal([], used.Except(Projects[name]));
        }
    }

    [Fact]
    public void Folders_of_core_use_only_what_lies_below_them()
    {
        var core = Path.Combine(Source, "PaperBot.Core");
        foreach (var file in SourceFiles(core))
        {
            var folder = Path.GetRelativePath(core, file).Split(Path.DirectorySeparatorChar)[0];
            Assert.True(Folders.ContainsKey(folder), $"{file}: the plan knows no folder {folder}");
            var used = Using().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value).Distinct();
            Assert.Equal([], used.Except(Below(folder)).Select(u => $"{file} uses {u}"));
        }
    }

    [Fact]
    public void Program_reads_as_a_table_of_contents() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Source, "PaperBot", "Program.cs")).Length, 1, 29);

    [Fact]
    public void No_source_file_is_longer_than_350_lines() => Assert.Equal(
        [], SourceFiles(Source).Where(f => File.ReadLines(f).Count() > 350).Select(Path.GetFileName));

    private static string Source => Path.Combine(Checkout.Root, "src");

    private static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(f => !BuildOutput().IsMatch(f));

    private static IEnumerable<string> Below(string folder) => Folders[folder].SelectMany(Below).Append(folder);

    [GeneratedRegex("""ProjectReference Include="[^"]*/([^/"]+)\.csproj""")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\bPaperBot\.([A-Z]\w+)(?=[.;])(?<!namespace PaperBot\.\w+)")]
    private static partial Regex Using();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex BuildOutput();
}
