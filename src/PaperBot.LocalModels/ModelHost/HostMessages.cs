using System.Text.Json;
using PaperBot.LocalModels.Serving;

namespace PaperBot.LocalModels.ModelHost;

/// <summary>The bodies of frames as JSON.</summary>
internal static class HostMessages
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static HostFrame Frame<T>(FrameKind kind, long call, T body) =>
        new(kind, call, JsonSerializer.SerializeToUtf8Bytes(body, Json));

    /// <summary>The body as what it has to be.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static T Read<T>(HostFrame frame)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(frame.Body.Span, Json)
                ?? throw new InvalidDataException($"A message of kind {frame.Kind} is empty.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"A message of kind {frame.Kind} cannot be read: {wrong.Message}", wrong);
        }
    }
}

/// <summary>Why something was not done.</summary>
/// <param name="Failure">What kind of reason.</param>
/// <param name="Sentence">For a person.</param>
internal sealed record HostRefusal(ServiceFailure Failure, string Sentence);
