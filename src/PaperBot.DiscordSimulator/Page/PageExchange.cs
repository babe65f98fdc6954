using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PaperBot.DiscordSimulator.Page;

/// <summary>How the page's requests are read and answered.</summary>
internal static class PageExchange
{
    /// <summary>Reads an object; null when the request was answered already: it is too large, or no JSON object.</summary>
    public static async Task<JsonObject?> ReadAsync(HttpContext http, int largest)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > largest)
            {
                await AnswerAsync(http, StatusCodes.Status413PayloadTooLarge, Error("That is too large to be sent."))
                    .ConfigureAwait(false);
                return null;
            }

            body.Write(buffer, 0, read);
        }

        try
        {
            if (JsonNode.Parse(body.ToArray()) is JsonObject asked)
            {
                return asked;
            }
        }
        catch (JsonException)
        {
            // Told below, as any other text that is no object.
        }

        await AnswerAsync(http, StatusCodes.Status400BadRequest, Error("The page sent something unreadable."))
            .ConfigureAwait(false);
        return null;
    }

    /// <summary>Refuses with a sentence that the page shows.</summary>
    public static Task RefusedAsync(HttpContext http, string why) =>
        AnswerAsync(http, StatusCodes.Status422UnprocessableEntity, Error(why));

    public static Task AnswerAsync(HttpContext http, int status, JsonObject body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }

    /// <summary>Answers with a plain sentence, for whoever is not the page.</summary>
    public static Task TextAsync(HttpContext http, int status, string sentence)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(sentence, http.RequestAborted);
    }

    /// <summary>Writes a piece of a stream, at once.</summary>
    public static async Task WriteAsync(HttpContext http, string text)
    {
        await http.Response.WriteAsync(text, http.RequestAborted).ConfigureAwait(false);
        await http.Response.Body.FlushAsync(http.RequestAborted).ConfigureAwait(false);
    }

    private static JsonObject Error(string sentence) => new() { ["error"] = sentence };
}
