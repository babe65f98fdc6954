using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PaperBot.Answering;
using PaperBot.Records;

namespace PaperBot.Sqlite;

/// <summary>The shapes of the JSON columns of kept answers. What a later version adds reads as its default in older rows.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Question))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(IReadOnlyList<RecordedSource>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class RecordShapes : JsonSerializerContext;

/// <summary>Writes and reads the JSON columns.</summary>
internal static class RecordJson
{
    // Letters of every script stay readable in the database; it is never put into HTML.
    private static readonly RecordShapes Shapes = new(new JsonSerializerOptions(RecordShapes.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new SetOfIds() },
    });

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Info<T>());

    public static T Read<T>(string json) => JsonSerializer.Deserialize(json, Info<T>())!;

    private static JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)Shapes.GetTypeInfo(typeof(T))!;

    // The serializer writes read-only sets but does not read them.
    private sealed class SetOfIds : JsonConverter<IReadOnlySet<string>>
    {
        public override IReadOnlySet<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize(ref reader, RecordShapes.Default.StringArray)!.ToHashSet(StringComparer.Ordinal);

        public override void Write(Utf8JsonWriter writer, IReadOnlySet<string> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, [.. value.Order(StringComparer.Ordinal)], RecordShapes.Default.StringArray);
    }
}
