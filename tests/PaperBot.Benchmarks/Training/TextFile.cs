using System.Text.Json;

namespace PaperBot.Benchmarks.Training;

/// <summary>Papers to learn from, as JSON lines.</summary>
internal static class TextFile
{
    /// <summary>
    /// Reads every <c>.jsonl</c> file of a folder, or one file. A line is an object with <c>title</c> and <c>summary</c>,
    /// <c>abstract</c> or <c>text</c>, and perhaps <c>id</c>.
    /// </summary>
    /// <exception cref="FormatException">A line is no such object; the message names file and line.</exception>
    public static IEnumerable<TrainingText> ReadAll(string path)
    {
        string[] files = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*.jsonl").Order(StringComparer.Ordinal)]
            : [path];
        return files.SelectMany(Read);
    }

    private static IEnumerable<TrainingText> Read(string file)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return PaperOf(line, Path.GetFileName(file), number);
            }
        }
    }

    private static TrainingText PaperOf(string line, string file, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var id = json.RootElement.TryGetProperty("id", out var named) ? named.GetString() : null;
            var title = json.RootElement.GetProperty("title").GetString();
            foreach (var name in (ReadOnlySpan<string>)["summary", "abstract", "text"])
            {
                if (json.RootElement.TryGetProperty(name, out var text))
                {
                    return new TrainingText(id ?? "", title ?? "", text.GetString() ?? "");
                }
            }

            throw new FormatException($"{file}, line {number}: has no summary, abstract or text.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"{file}, line {number}: not an object with a title and an abstract ({e.Message})", e);
        }
    }
}

/// <summary>A paper to learn from.</summary>
/// <param name="Id">Where it was published; empty where that is not said.</param>
/// <param name="Title">Its title.</param>
/// <param name="Abstract">Its abstract.</param>
internal sealed record TrainingText(string Id, string Title, string Abstract);
