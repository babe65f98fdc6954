using System.Text.Json;
using PaperBot.Papers;

namespace PaperBot.Tests.Grounding;

/// <summary>The bundled papers with their abstracts as recorded by hand, each once.</summary>
internal static class SamplePapers
{
    public static IReadOnlyList<Paper> All { get; } = Read();

    private static List<Paper> Read() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "sample.expected.jsonl"))
            .Select(line =>
            {
                using var record = JsonDocument.Parse(line);
                var title = record.RootElement.GetProperty("title").GetString()!;
                return Some.Paper(title, id: title) with { Abstract = record.RootElement.GetProperty("abstract").GetString()! };
            })
            .DistinctBy(p => p.Title)];
}
