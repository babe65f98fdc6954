using System.Globalization;
using System.Net;
using System.Text.Json;

namespace PaperBot.DiscordSurface.Api.Rest;

/// <summary>Makes an exception of an answer that is none.</summary>
internal sealed class ErrorReader(Secret token)
{
    private const int MostDetails = 20;

    /// <summary>The exception of an answer with a status of 300 or more; 429 apart.</summary>
    public DiscordException Read(ApiCall call, ApiAnswer answer)
    {
        var (code, said, details) = Body(answer.Body);
        var kind = answer.Status switch
        {
            HttpStatusCode.Unauthorized when !call.IsInteraction => DiscordErrorKind.TokenRejected,
            >= HttpStatusCode.InternalServerError => DiscordErrorKind.ServerFailure,
            _ => DiscordErrorKind.Refused,
        };
        var verdict = kind switch
        {
            DiscordErrorKind.TokenRejected => "Discord does not take the bot's token",
            DiscordErrorKind.ServerFailure => "Discord has a fault of its own",
            _ => "Discord refused",
        };
        var number = code == 0 ? "" : $", code {code}";
        var where = details.Count == 0 ? "" : $" {string.Join("; ", details)}";
        var outcome = kind == DiscordErrorKind.ServerFailure ? CallOutcome.PerhapsDone : CallOutcome.NotDone;
        var sentence = $"{verdict}: {call.Name}: {said ?? "no reason given"} (HTTP {(int)answer.Status}{number}).{where}";
        return new DiscordException(kind, outcome, Clean(sentence))
        {
            Status = answer.Status,
            Code = code,
            Details = [.. details.Select(Clean)],
        };
    }

    /// <summary>
    /// How long a 429 asks to wait: Discord's body is exact, the header is rounded up, a barrier before Discord has only
    /// that.
    /// </summary>
    public static TimeSpan RetryAfter(ApiAnswer answer, out bool isDiscord)
    {
        isDiscord = false;
        TimeSpan? said = null;
        if (Parsed(answer.Body) is { ValueKind: JsonValueKind.Object } body)
        {
            isDiscord = true;
            said = body.TryGetProperty("retry_after", out var after) && after.ValueKind == JsonValueKind.Number
                && after.TryGetDouble(out var seconds) && seconds is >= 0 and < 1_000_000
                ? TimeSpan.FromSeconds(seconds) : null;
        }

        return said ?? answer.Limits.RetryAfter ?? answer.Limits.ResetAfter ?? TimeSpan.FromSeconds(5);
    }

    /// <summary>Whether a 429's body says that it holds for all calls.</summary>
    public static bool IsGlobal(ApiAnswer answer) =>
        answer.Limits.Scope == "global"
        || (Parsed(answer.Body) is { ValueKind: JsonValueKind.Object } body
            && body.TryGetProperty("global", out var global) && global.ValueKind == JsonValueKind.True);

    // Discord never repeats a token; a faulty peer in between might.
    private string Clean(string text) =>
        token.IsEmpty ? text : text.Replace(token.Reveal(), token.ToString(), StringComparison.Ordinal);

    private static (int Code, string? Message, List<string> Details) Body(byte[] bytes)
    {
        List<string> details = [];
        if (Parsed(bytes) is not { ValueKind: JsonValueKind.Object } body)
        {
            return (0, null, details);
        }

        var code = body.TryGetProperty("code", out var c) && c.ValueKind == JsonValueKind.Number && c.TryGetInt32(out var number)
            ? number : 0;
        var message = body.TryGetProperty("message", out var m) && m.ValueKind == JsonValueKind.String ? m.GetString() : null;
        if (body.TryGetProperty("errors", out var errors))
        {
            Collect(errors, "", details);
        }

        return (code, message, details);
    }

    private static JsonElement? Parsed(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // An HTML page of something in between, or nothing at all.
            return null;
        }
    }

    // A tree by field and index, whose leaves are lists named _errors.
    private static void Collect(JsonElement errors, string path, List<string> details)
    {
        if (errors.ValueKind != JsonValueKind.Object || details.Count >= MostDetails)
        {
            return;
        }

        foreach (var child in errors.EnumerateObject())
        {
            if (child.Name != "_errors")
            {
                var isIndex = int.TryParse(child.Name, NumberStyles.None, CultureInfo.InvariantCulture, out _);
                var dot = path.Length == 0 ? "" : ".";
                Collect(child.Value, isIndex ? $"{path}[{child.Name}]" : $"{path}{dot}{child.Name}", details);
            }
            else if (child.Value.ValueKind == JsonValueKind.Array)
            {
                details.AddRange(child.Value.EnumerateArray().Take(MostDetails)
                    .Where(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("message", out _))
                    .Select(e => $"{path}: {e.GetProperty("message")}".TrimStart(':', ' ')));
            }
        }
    }
}
