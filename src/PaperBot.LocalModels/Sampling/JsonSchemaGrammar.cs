using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PaperBot.LocalModels.Serving;
using PaperBot.Prompts.Grammars;

namespace PaperBot.LocalModels.Sampling;

/// <summary>
/// Writes a GBNF grammar that admits only JSON a schema allows. The subset: <c>type</c> (object, array, string, number, integer,
/// boolean, null, or several), <c>properties</c>, <c>required</c>, <c>additionalProperties</c>, <c>items</c>, <c>minItems</c>,
/// <c>maxItems</c>, <c>minLength</c>, <c>maxLength</c>, <c>enum</c>, <c>const</c>, <c>anyOf</c>, <c>oneOf</c>; properties come in
/// the order of the schema, and none that it does not name. Annotations are passed over; everything else is refused by its name,
/// because a promise half kept is worse than none.
/// </summary>
internal sealed class JsonSchemaGrammar
{
    // Repetitions are written out by llama.cpp, which gives up on very large ones.
    private const int MostRepeats = 1000;

    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly",
    };

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "type", "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "minLength", "maxLength",
        "enum", "const", "anyOf", "oneOf",
    };

    private static readonly string[] Types = ["object", "array", "string", "number", "integer", "boolean", "null"];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder rules = new();
    private int count;

    private JsonSchemaGrammar()
    {
    }

    /// <summary>Any JSON object.</summary>
    public static string AnyObject { get; } = Of(JsonDocument.Parse("""{"type":"object"}""").RootElement);

    /// <summary>The grammar of a schema, root symbol <c>root</c>.</summary>
    /// <exception cref="ModelServiceException">The schema asks for something else; the message names it.</exception>
    public static string Of(JsonElement schema)
    {
        var grammar = new JsonSchemaGrammar();
        var root = grammar.Value(schema, "the schema");
        return $$"""
            root ::= {{root}}
            {{grammar.rules}}gap ::= " "?
            char ::= [^"\\\x7F\x00-\x1F] | "\\" (["\\bfnrt] | "u" [0-9a-fA-F] [0-9a-fA-F] [0-9a-fA-F] [0-9a-fA-F])
            string ::= "\"" char* "\""
            integer ::= "-"? ("0" | [1-9] [0-9]{0,15})
            number ::= integer ("." [0-9]{1,15})? ([eE] [-+]? [0-9]{1,3})?
            boolean ::= "true" | "false"
            null ::= "null"
            value ::= object | array | string | number | boolean | null
            pair ::= string ":" gap value
            object ::= "{" (pair ("," gap pair)*)? "}"
            array ::= "[" (value ("," gap value)*)? "]"

            """.ReplaceLineEndings("\n");
    }

    private string Value(JsonElement schema, string where)
    {
        if (schema.ValueKind == JsonValueKind.True)
        {
            return "value";
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            throw Refused($"{where} is not an object");
        }

        foreach (var member in schema.EnumerateObject())
        {
            if (!Known.Contains(member.Name) && !Annotations.Contains(member.Name))
            {
                throw Refused($"{where} uses '{member.Name}'");
            }
        }

        if (schema.TryGetProperty("const", out var only))
        {
            return Literal(only);
        }

        if (schema.TryGetProperty("enum", out var some))
        {
            return some.ValueKind == JsonValueKind.Array && some.GetArrayLength() > 0
                ? GbnfText.AnyOf(some.EnumerateArray().Select(Literal))
                : throw Refused($"{where} has an empty 'enum'");
        }

        foreach (var choice in (string[])["anyOf", "oneOf"])
        {
            if (schema.TryGetProperty(choice, out var parts))
            {
                return Choice(schema, choice, parts, where);
            }
        }

        return Typed(schema, where);
    }

    private string Choice(JsonElement schema, string choice, JsonElement parts, string where)
    {
        if (schema.EnumerateObject().Select(m => m.Name).FirstOrDefault(n => n != choice && Known.Contains(n)) is { } other)
        {
            throw Refused($"{where} has '{other}' beside '{choice}'");
        }

        return parts.ValueKind == JsonValueKind.Array && parts.GetArrayLength() > 0
            ? Rule(string.Join(" | ", parts.EnumerateArray().Select((p, i) => Value(p, $"{where}, {choice} {i + 1}"))))
            : throw Refused($"{where} has an empty '{choice}'");
    }

    private string Typed(JsonElement schema, string where)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return schema.TryGetProperty("properties", out _) ? Object(schema, where)
                : schema.EnumerateObject().Select(m => m.Name).FirstOrDefault(Known.Contains) is { } other
                    ? throw Refused($"{where} has '{other}' without a 'type'")
                    : "value";
        }

        var names = type.ValueKind switch
        {
            JsonValueKind.String => [type.GetString()!],
            JsonValueKind.Array => type.EnumerateArray().Select(t => t.ToString()).ToArray(),
            _ => [],
        };
        if (names.Length == 0 || names.FirstOrDefault(n => !Types.Contains(n)) is not null)
        {
            throw Refused($"{where} has the type {type}");
        }

        return GbnfText.AnyOf(names.Select(name => name switch
        {
            "object" => Object(schema, where),
            "array" => List(schema, where),
            "string" => Text(schema, where),
            _ => name,
        }));
    }

    private string Object(JsonElement schema, string where)
    {
        JsonProperty[] properties = schema.TryGetProperty("properties", out var named) ? [.. named.EnumerateObject()] : [];
        HashSet<string> required = schema.TryGetProperty("required", out var must)
            ? [.. must.EnumerateArray().Select(n => n.GetString() ?? "")]
            : [];
        if (required.FirstOrDefault(name => properties.All(p => p.Name != name)) is { } missing)
        {
            throw Refused($"{where} requires '{missing}', which is not among its properties");
        }

        var hasExtra = schema.TryGetProperty("additionalProperties", out var extra);
        if (properties.Length == 0)
        {
            return hasExtra && extra.ValueKind == JsonValueKind.False ? "\"{}\""
                : hasExtra && extra.ValueKind == JsonValueKind.Object ? Mapping(Value(extra, $"{where}, additionalProperties"))
                : "object";
        }

        var pairs = Array.ConvertAll(
            properties, p => Rule($"{Name(p.Name)} \":\" gap {Value(p.Value, $"{where}, property '{p.Name}'")}"));

        // From the last property to the first: what may follow, once with a property before it and once without.
        var (after, first) = ("\"}\"", "\"}\"");
        for (var i = pairs.Length - 1; i >= 0; i--)
        {
            var (with, without) = ($"\",\" gap {pairs[i]} {after}", $"{pairs[i]} {after}");
            (after, first) = required.Contains(properties[i].Name)
                ? (Rule(with), Rule(without))
                : (Rule($"{with} | {after}"), Rule($"{without} | {first}"));
        }

        return Rule($"\"{{\" {first}");
    }

    private string Mapping(string value)
    {
        var pair = Rule($"string \":\" gap {value}");
        return Rule($"\"{{\" ({pair} (\",\" gap {pair})*)? \"}}\"");
    }

    private string List(JsonElement schema, string where)
    {
        var item = schema.TryGetProperty("items", out var items) ? Value(items, $"{where}, items") : "value";
        var (least, most) = (Number(schema, "minItems", where) ?? 0, Number(schema, "maxItems", where));
        if (most < least)
        {
            throw Refused($"{where} has more 'minItems' than 'maxItems'");
        }

        if (most == 0)
        {
            return "\"[]\"";
        }

        var more = $"(\",\" gap {item}){Times(Math.Max(0, least - 1), most - 1)}";
        return Rule(least == 0 ? $"\"[\" ({item} {more})? \"]\"" : $"\"[\" {item} {more} \"]\"");
    }

    private static string Text(JsonElement schema, string where)
    {
        var (least, most) = (Number(schema, "minLength", where) ?? 0, Number(schema, "maxLength", where));
        if (most < least)
        {
            throw Refused($"{where} has a larger 'minLength' than 'maxLength'");
        }

        return least == 0 && most is null ? "string" : $"(\"\\\"\" char{Times(least, most)} \"\\\"\")";
    }

    private static string Times(int least, int? most) => (least, most) switch
    {
        (0, null) => "*",
        (_, null) => string.Create(CultureInfo.InvariantCulture, $"{{{least},}}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{{{least},{most}}}"),
    };

    private static int? Number(JsonElement schema, string name, string where) =>
        !schema.TryGetProperty(name, out var number) ? null
        : number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) && value is >= 0 and <= MostRepeats
            ? value
        : throw Refused($"{where} has '{name}' {number}, where 0 to {MostRepeats} are possible");

    private static string Literal(JsonElement value) => GbnfText.Literal(JsonSerializer.Serialize(value, Plain));

    private static string Name(string property) => GbnfText.Literal(JsonSerializer.Serialize(property, Plain));

    private string Rule(string body)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"r{++count}");
        rules.Append(name).Append(" ::= ").Append(body).Append('\n');
        return name;
    }

    private static ModelServiceException Refused(string what) => new(
        ServiceFailure.Refused, $"No grammar can be made of this JSON schema: {what}. Supported are {string.Join(", ", Known)}.");
}
