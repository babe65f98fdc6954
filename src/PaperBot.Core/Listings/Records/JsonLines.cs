using System.Text.Json;
using System.Text.RegularExpressions;

namespace PaperBot.Listings.Records;

/// <summary>
/// One JSON object a line, as this program and common data sets (arXiv metadata, Semantic Scholar) write them. Also a JSON array
/// with one object a line. Read line by line, so that a file's size does not matter.
/// </summary>
internal sealed partial class JsonLines : IListingLayout
{
    public string Format => "jsonl";

    public double Evidence(ListingText text)
    {
        var visible = text.Head.Where(line => !line.IsBlank).Take(50).ToList();
        var objects = visible.Count(line => line.Content[..1] is "{" or "[");
        var papers = visible.Count(line => TitleKey().IsMatch(line.Content) && (AbstractKey().IsMatch(line.Content) || line.Fault is not null));
        return papers > 0 && objects * 2 > visible.Count ? 0.99 : 0;
    }

    /// <summary>True for a text that begins like JSON, whatever it holds.</summary>
    public static bool IsJson(ListingText text) =>
        text.Head.FirstOrDefault(line => !line.IsBlank) is { } first && JsonStart().IsMatch(first.Content);

    public IEnumerable<ListingEntry> Read(ListingText text)
    {
        foreach (var line in text.VisibleLines())
        {
            if (line.Fault is { } fault)
            {
                yield return new SkippedEntry(line.Number, $"this record is left out: {fault}");
                continue;
            }

            var json = line.Content.TrimEnd(',');
            if (json is "[" or "]" or "")
            {
                continue;
            }

            foreach (var entry in ReadLine(json, line.Number))
            {
                yield return entry;
            }
        }

        // Known only at the end of the lines: a cut last line is reported by the parser above, as invalid JSON.
    }

    private static List<ListingEntry> ReadLine(string json, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Object => [JsonPaper.Read(document.RootElement, number)],
                JsonValueKind.Array => [.. document.RootElement.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object
                    ? JsonPaper.Read(item, number)
                    : new SkippedEntry(number, "this array holds something that is not a JSON object"))],
                _ => [new SkippedEntry(number, "this line is not a JSON object")],
            };
        }
        catch (JsonException exception)
        {
            return [new SkippedEntry(number, $"this line is not valid JSON (at character {exception.BytePositionInLine + 1}); it may be cut off")];
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json throws for an escape such as \ud800 without its other half.
            return [new SkippedEntry(number, "this line holds an incomplete Unicode escape")];
        }
    }

    [GeneratedRegex(@"^[\[{]\s*(?:$|[\[{""])")]
    private static partial Regex JsonStart();

    [GeneratedRegex(@"""title""\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TitleKey();

    [GeneratedRegex(@"""(?:abstract|summary|abstract_?text|paper_?abstract)""\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AbstractKey();
}
