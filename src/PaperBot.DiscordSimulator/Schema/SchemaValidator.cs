using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PaperBot.DiscordSimulator.Schema;

/// <summary>Something in a document that its schema does not allow.</summary>
internal sealed record Problem(string Pointer, string Message);

/// <summary>
/// Validates JSON against the part of JSON Schema 2020-12 that Discord's description uses: type, const, enum, required,
/// properties,
/// additionalProperties, items, oneOf, anyOf, allOf, references into the description, the bounds, uniqueItems, pattern, and
/// the formats int32, int64, date-time and uri. Of oneOf at least one has to fit: the description's alternatives overlap.
/// </summary>
internal sealed class SchemaValidator(OpenApiDocument document)
{
    /// <summary>Everything the schema does not allow; empty when all is well.</summary>
    public IReadOnlyList<Problem> Validate(JsonElement schema, JsonNode? value)
    {
        var problems = new List<Problem>();
        Check(schema, value, "", problems);
        return problems;
    }

    private void Check(JsonElement schema, JsonNode? value, string at, List<Problem> problems)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(document.Resolve(reference.GetString()!), value, at, problems);
        }

        if (schema.TryGetProperty("type", out var type) && !IsOf(type, value))
        {
            problems.Add(new Problem(at, $"is {Kind(value)}, has to be {Compact(type)}"));
            return;
        }

        Choices(schema, value, at, problems);
        foreach (var all in Each(schema, "allOf"))
        {
            Check(all, value, at, problems);
        }

        Alternatives(schema, "oneOf", value, at, problems);
        Alternatives(schema, "anyOf", value, at, problems);
        switch (value)
        {
            case JsonObject o: Fields(schema, o, at, problems); break;
            case JsonArray a: Items(schema, a, at, problems); break;
            case JsonValue v when v.TryGetValue<string>(out var text): Text(schema, text, at, problems); break;
            case JsonValue v when v.GetValueKind() == JsonValueKind.Number: Number(schema, v, at, problems); break;
        }
    }

    private static void Choices(JsonElement schema, JsonNode? value, string at, List<Problem> problems)
    {
        if (schema.TryGetProperty("const", out var only) && !Same(only, value))
        {
            problems.Add(new Problem(at, $"has to be {Compact(only)}"));
        }

        if (schema.TryGetProperty("enum", out var choices) && !choices.EnumerateArray().Any(c => Same(c, value)))
        {
            problems.Add(new Problem(at, $"has to be one of {Compact(choices)}"));
        }
    }

    private void Alternatives(JsonElement schema, string keyword, JsonNode? value, string at, List<Problem> problems)
    {
        List<Problem>? closest = null;
        var any = false;
        foreach (var alternative in Each(schema, keyword))
        {
            any = true;
            var found = new List<Problem>();
            Check(alternative, value, at, found);
            if (found.Count == 0)
            {
                return;
            }

            if (closest is null || Distance(found, at) < Distance(closest, at))
            {
                closest = found;
            }
        }

        if (any)
        {
            problems.AddRange(closest!);
        }
    }

    /// <summary>
    /// How far an alternative is from what was meant: another type of thing is furthest, then the number of problems counts.
    /// </summary>
    private static int Distance(List<Problem> problems, string at) =>
        problems.Count + (problems.Exists(p => p.Pointer == at || p.Pointer == at + "/type") ? 1000 : 0);

    private void Fields(JsonElement schema, JsonObject value, string at, List<Problem> problems)
    {
        foreach (var name in Each(schema, "required").Select(r => r.GetString()!).Where(n => !value.ContainsKey(n)))
        {
            problems.Add(new Problem(at + "/" + name, "is missing"));
        }

        var properties = schema.TryGetProperty("properties", out var known) ? known : default;
        foreach (var (name, field) in value)
        {
            var escaped = name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            var pointer = $"{at}/{escaped}";
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out var property))
            {
                Check(property, field, pointer, problems);
            }
            else if (schema.TryGetProperty("additionalProperties", out var others))
            {
                if (others.ValueKind == JsonValueKind.False)
                {
                    problems.Add(new Problem(pointer, "is not known"));
                }

                Check(others, field, pointer, problems);
            }
        }

        Bounds(schema, "minProperties", "maxProperties", value.Count, "fields", at, problems);
    }

    private void Items(JsonElement schema, JsonArray value, string at, List<Problem> problems)
    {
        Bounds(schema, "minItems", "maxItems", value.Count, "items", at, problems);
        if (schema.TryGetProperty("uniqueItems", out var unique) && unique.ValueKind == JsonValueKind.True
            && value.Select(v => v?.ToJsonString()).Distinct().Count() < value.Count)
        {
            problems.Add(new Problem(at, "has the same item twice"));
        }

        if (schema.TryGetProperty("items", out var items))
        {
            for (var i = 0; i < value.Count; i++)
            {
                Check(items, value[i], $"{at}/{i}", problems);
            }
        }
    }

    private static void Text(JsonElement schema, string value, string at, List<Problem> problems)
    {
        // JSON Schema counts characters, not UTF-16 units.
        var length = value.EnumerateRunes().Count();
        Bounds(schema, "minLength", "maxLength", length, "characters", at, problems);
        if (schema.TryGetProperty("pattern", out var pattern)
            && !Regex.IsMatch(value, pattern.GetString()!, RegexOptions.ECMAScript))
        {
            problems.Add(new Problem(at, $"does not match {pattern.GetString()}"));
        }

        var format = schema.TryGetProperty("format", out var given) ? given.GetString() : null;
        var wrong = format switch
        {
            "date-time" => !DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
            "uri" => !Uri.TryCreate(value, UriKind.Absolute, out _),
            _ => false,
        };
        if (wrong)
        {
            problems.Add(new Problem(at, $"is no {format}"));
        }
    }

    private static void Number(JsonElement schema, JsonValue value, string at, List<Problem> problems)
    {
        var number = decimal.Parse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
        var format = schema.TryGetProperty("format", out var given) ? given.GetString() : null;
        if (format == "int32" && number is (< int.MinValue or > int.MaxValue))
        {
            problems.Add(new Problem(at, "does not fit in 32 bits"));
        }

        if (schema.TryGetProperty("minimum", out var least) && number < least.GetDecimal())
        {
            problems.Add(new Problem(at, $"is less than {least.GetRawText()}"));
        }

        if (schema.TryGetProperty("maximum", out var most) && number > most.GetDecimal())
        {
            problems.Add(new Problem(at, $"is more than {most.GetRawText()}"));
        }
    }

    private static void Bounds(JsonElement schema, string least, string most, int count, string of, string at,
        List<Problem> problems)
    {
        if (schema.TryGetProperty(least, out var low) && count < low.GetInt32())
        {
            problems.Add(new Problem(at, $"has {count} {of}, needs {low.GetInt32()}"));
        }

        if (schema.TryGetProperty(most, out var high) && count > high.GetInt32())
        {
            problems.Add(new Problem(at, $"has {count} {of}, may have {high.GetInt32()}"));
        }
    }

    private static string Compact(JsonElement words) =>
        JsonSerializer.Serialize(words).Replace("\"", "", StringComparison.Ordinal);

    private static JsonElement.ArrayEnumerator Each(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static bool IsOf(JsonElement type, JsonNode? value) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(t => IsOf(t, value))
        : Kind(value) == type.GetString() || (type.GetString() == "number" && Kind(value) == "integer");

    private static string Kind(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && Math.Floor(n) == n
            ? "integer" : "number",
    };

    private static bool Same(JsonElement wanted, JsonNode? value) => wanted.ValueKind switch
    {
        JsonValueKind.Null => value is null,
        JsonValueKind.String => value is JsonValue v && v.TryGetValue<string>(out var text) && text == wanted.GetString(),
        JsonValueKind.Number => value is JsonValue n && n.GetValueKind() == JsonValueKind.Number
            && decimal.TryParse(n.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number == wanted.GetDecimal(),
        JsonValueKind.True or JsonValueKind.False =>
            value is JsonValue b && b.TryGetValue<bool>(out var truth) && truth == wanted.GetBoolean(),
        _ => value is not null && JsonNode.DeepEquals(JsonNode.Parse(wanted.GetRawText()), value),
    };
}
