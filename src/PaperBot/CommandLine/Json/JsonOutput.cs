using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PaperBot.CommandLine.Json;

/// <summary>The shapes of the command line, compiled ahead of time so that a first document costs no reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PaperJson))]
[JsonSerializable(typeof(SearchJson))]
[JsonSerializable(typeof(BatchSearchJson))]
[JsonSerializable(typeof(LookupJson))]
[JsonSerializable(typeof(AnswerJson))]
[JsonSerializable(typeof(ReplayJson))]
[JsonSerializable(typeof(TldrJson))]
[JsonSerializable(typeof(ImportJson))]
[JsonSerializable(typeof(EmbeddingJson))]
[JsonSerializable(typeof(ImportSummaryJson))]
[JsonSerializable(typeof(UndoneImportJson))]
[JsonSerializable(typeof(DigestJson))]
[JsonSerializable(typeof(DigestPlanJson))]
[JsonSerializable(typeof(ArchivedEditionJson))]
[JsonSerializable(typeof(DoctorJson))]
[JsonSerializable(typeof(EvalReportJson))]
[JsonSerializable(typeof(QuestionJson))]
[JsonSerializable(typeof(ModelListJson))]
[JsonSerializable(typeof(PulledModelJson))]
[JsonSerializable(typeof(VerifiedModelsJson))]
[JsonSerializable(typeof(ModelTestJson))]
[JsonSerializable(typeof(IReadOnlyList<TurnJson>))]
internal sealed partial class JsonShapes : JsonSerializerContext;

/// <summary>Writes and reads the shapes.</summary>
internal static class JsonOutput
{
    // Output goes to files and terminals, never into a web page: letters of every script stay readable.
    private static readonly JsonShapes Shapes = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    });

    /// <summary>Writes one document on one line.</summary>
    public static void WriteJson<T>(this TextWriter output, T document) =>
        output.Write(ReadableJson.Of(JsonSerializer.Serialize(document, typeof(T), Shapes)) + "\n");

    /// <summary>Reads a document, or says in a sentence why it is none.</summary>
    public static T Read<T>(string json, string where)
        where T : class
    {
        try
        {
            return (T?)JsonSerializer.Deserialize(json, typeof(T), Shapes)
                ?? throw new CommandFailure($"{where} is null.");
        }
        catch (JsonException wrong)
        {
            throw new CommandFailure($"{where} is not the JSON expected: {wrong.Message.Split(" Path:")[0].TrimEnd('.')}.");
        }
    }
}
