using System.Collections.Concurrent;
using System.Text.Json;

namespace PaperBot.DiscordSimulator.Schema;

/// <summary>Discord's published OpenAPI description, read once per file.</summary>
internal sealed class OpenApiDocument
{
    private static readonly ConcurrentDictionary<string, Lazy<OpenApiDocument>> Read = new();
    private const string SchemaPrefix = "#/components/schemas/";
    private readonly Dictionary<string, JsonElement> paths;
    private readonly Dictionary<string, JsonElement> schemas;

    private OpenApiDocument(JsonElement root)
    {
        paths = root.GetProperty("paths").EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        schemas = root.GetProperty("components").GetProperty("schemas").EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static OpenApiDocument Load(string file) =>
        Read.GetOrAdd(Path.GetFullPath(file), f => new(() => Parse(File.ReadAllText(f)))).Value;

    public static OpenApiDocument Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new OpenApiDocument(document.RootElement.Clone());
    }

    /// <summary>The schema that a reference of the form <c>#/components/schemas/NAME</c> names.</summary>
    public JsonElement Resolve(string reference) =>
        reference.StartsWith(SchemaPrefix, StringComparison.Ordinal)
            && schemas.TryGetValue(reference[SchemaPrefix.Length..], out var schema)
            ? schema
            : throw new InvalidDataException($"The description has no {reference}.");

    public bool Knows(string method, string template) => Operation(method, template) is not null;

    /// <summary>The schema of a JSON request body; null when the route takes none.</summary>
    public JsonElement? RequestBody(string method, string template) =>
        Operation(method, template) is { } operation && operation.TryGetProperty("requestBody", out var body) ? JsonSchema(body)
            : null;

    /// <summary>The schema of a JSON answer; null when the answer has no body or the status is not described.</summary>
    public JsonElement? Answer(string method, string template, int status) =>
        Operation(method, template) is { } operation
        && operation.GetProperty("responses").TryGetProperty(status.ToString(System.Globalization.CultureInfo.InvariantCulture),
            out var answer)
            ? JsonSchema(answer)
            : null;

    private JsonElement? Operation(string method, string template) =>
        paths.TryGetValue(template, out var path) && path.TryGetProperty(method.ToLowerInvariant(), out var operation)
            ? operation : null;

    private static JsonElement? JsonSchema(JsonElement holder) =>
        holder.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var json)
            ? json.GetProperty("schema")
            : null;
}
