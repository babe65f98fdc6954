using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PaperBot.DiscordSimulator.Payloads;

/// <summary>Reads fields of JSON that a stranger wrote: what is absent, null or of another type reads as absent.</summary>
internal static class JsonFields
{
    public static string? Text(this JsonNode? node, string name) => AsText(Field(node, name));

    /// <summary>An integer, also when it was written as a number with a zero fraction.</summary>
    public static long? Integer(this JsonNode? node, string name) => AsInteger(Field(node, name));

    public static double? Number(this JsonNode? node, string name) => AsNumber(Field(node, name));

    public static bool? Truth(this JsonNode? node, string name) =>
        Field(node, name) is JsonValue value && value.TryGetValue<bool>(out var truth) ? truth : null;

    /// <summary>An id: a string of digits, or a plain number.</summary>
    public static ulong? Id(this JsonNode? node, string name) => AsId(Field(node, name));

    public static JsonArray? Items(this JsonNode? node, string name) => Field(node, name) as JsonArray;

    public static JsonObject? Part(this JsonNode? node, string name) => Field(node, name) as JsonObject;

    /// <summary>Whether the field stands there, be it null.</summary>
    public static bool Has(this JsonNode? node, string name) => node is JsonObject known && known.ContainsKey(name);

    /// <summary>Whether the field stands there and is not null.</summary>
    public static bool HasValue(this JsonNode? node, string name) => Field(node, name) is not null;

    public static ulong? AsId(JsonNode? node) => node is JsonValue value
        && ulong.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public static string? AsText(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static long? AsInteger(JsonNode? node) =>
        AsNumber(node) is { } number && Math.Floor(number) == number && Math.Abs(number) < long.MaxValue ? (long)number : null;

    public static double? AsNumber(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        && double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static JsonArray Array(IEnumerable<JsonNode?> nodes) => new([.. nodes]);

    private static JsonNode? Field(JsonNode? node, string name) =>
        node is JsonObject known && known.TryGetPropertyValue(name, out var value) ? value : null;
}
