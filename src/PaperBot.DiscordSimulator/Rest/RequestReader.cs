using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace PaperBot.DiscordSimulator.Rest;

/// <summary>Reads the body of a request in the forms Discord takes: JSON, a form, or JSON with files.</summary>
internal static partial class RequestReader
{
    /// <summary>Bytes of a whole request.</summary>
    public const long LargestRequest = 25 * 1024 * 1024;

    /// <summary>Reads it, or refuses it with Discord's error.</summary>
    public static async Task<(JsonNode? Body, IReadOnlyList<UploadedFile> Files)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > LargestRequest)
        {
            throw RefusedRequest.TooLarge();
        }

        if (request.HasFormContentType)
        {
            return await FormAsync(request, cancellationToken).ConfigureAwait(false);
        }

        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        if (text.Length == 0)
        {
            return (null, []);
        }

        if (request.ContentType is not { } type || !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            var errors = new FormErrors();
            errors.Add("_body", "CONTENT_TYPE_INVALID",
                "Expected \"Content-Type\" header to be one of "
                + "{'application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'}.");
            errors.ThrowIfAny();
        }

        return (Parse(text), []);
    }

    private static async Task<(JsonNode? Body, IReadOnlyList<UploadedFile> Files)> FormAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        JsonNode? body = form.TryGetValue("payload_json", out var json)
            ? Parse(json.ToString())
            : new JsonObject(form.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)JsonValue.Create(f.Value.ToString()))));
        var files = new List<UploadedFile>();
        foreach (var file in form.Files)
        {
            if (FileName().Match(file.Name) is not { Success: true } match)
            {
                continue;
            }

            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
            files.Add(new UploadedFile(
                int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), file.FileName,
                file.ContentType ?? "application/octet-stream", bytes.ToArray()));
        }

        return (body, [.. files.OrderBy(f => f.Index)]);
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw new RefusedRequest(400, 50109, "The request body contains invalid JSON.");
        }
    }

    [GeneratedRegex(@"^files\[(\d{1,3})\]$")]
    private static partial Regex FileName();
}
