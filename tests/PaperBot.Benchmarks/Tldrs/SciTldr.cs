using System.Text.Json;
using PaperBot.Summaries;

namespace PaperBot.Benchmarks.Tldrs;

/// <summary>An abstract of SciTLDR with what people made of it.</summary>
/// <param name="Title">Of the paper.</param>
/// <param name="Sentences">Of its abstract.</param>
/// <param name="References">The words of each summary, as ROUGE counts them.</param>
internal sealed record SciTldr(string Title, IReadOnlyList<string> Sentences, IReadOnlyList<string[]> References)
{
    /// <summary>Those of one file that have an abstract and a summary.</summary>
    /// <exception cref="InvalidDataException">A line is not one of SciTLDR-A; it is named.</exception>
    public static List<SciTldr> Read(string file)
    {
        List<SciTldr> all = [];
        foreach (var (line, number) in File.ReadLines(file).Select((line, i) => (line, i + 1)))
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                var read = new SciTldr(
                    json.RootElement.GetProperty("title").GetString() ?? "",
                    [.. Texts(json, "sentences").Select(SummaryWords.SingleSpaced).Where(s => s.Length > 0)],
                    [.. Texts(json, "targets").Select(Rouge.Words)]);
                if (read is { Sentences.Count: > 0, References.Count: > 0 })
                {
                    all.Add(read);
                }
            }
            catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new InvalidDataException($"{file}, line {number}: {error.Message}", error);
            }
        }

        return all;
    }

    private static IEnumerable<string> Texts(JsonDocument json, string name) =>
        json.RootElement.GetProperty(name).EnumerateArray().Select(t => t.GetString() ?? "");
}
