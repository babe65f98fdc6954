using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PaperBot.Evaluation;

/// <summary>Reads a file of one JSON object a line.</summary>
internal static class JsonLines
{
    /// <summary>The objects in file order; blank lines are skipped.</summary>
    /// <exception cref="FormatException">A line is not such an object; the message names file and line.</exception>
    public static IReadOnlyList<T> Read<T>(string path, JsonTypeInfo<T> type)
    {
        List<T> items = [];
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                items.Add(JsonSerializer.Deserialize(line, type) ?? throw new JsonException("null"));
            }
            catch (JsonException e)
            {
                throw new FormatException($"{Path.GetFileName(path)}, line {number}: not a JSON object of the expected form ({e.Message})", e);
            }
        }

        return items;
    }
}
