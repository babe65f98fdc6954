using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;

namespace PaperBot.Endpoints;

/// <summary>What an endpoint's failure means, without the key.</summary>
/// <param name="options">Of the endpoint.</param>
/// <param name="time">By which a date to wait for is measured.</param>
internal sealed class EndpointWords(EndpointOptions options, TimeProvider time)
{
    private const int MostQuoted = 200;

    private string Host => $"The endpoint {options.Base().Authority}";

    /// <summary>A failure of the library or the network in words; one that is in words already stays.</summary>
    /// <param name="failed">As thrown.</param>
    /// <param name="model">The model that was asked for.</param>
    public EndpointException Of(Exception failed, string model)
    {
        for (var cause = failed; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case EndpointException known:
                    return known;
                case ClientResultException { Status: > 0 } refused:
                    return Status(refused.Status, refused.GetRawResponse(), model);
                case AuthenticationException:
                    return new(EndpointFailure.Unreachable, $"{Host} has a certificate that is not trusted: {cause.Message}");
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return new(EndpointFailure.Unreachable, $"{Host} cannot be found: is the name in Endpoint:Address right, and is there a network?")
                    {
                        MayPass = true,
                    };
                case SocketException socket:
                    return new(EndpointFailure.Unreachable, $"{Host} cannot be reached ({socket.SocketErrorCode}): does its server run?") { MayPass = true };
                case TimeoutException late:
                    return new(EndpointFailure.Silent, $"{Host} was silent: {late.Message}") { MayPass = true };
                case JsonException or FormatException or KeyNotFoundException:
                    return Foreign("sends what no chat server sends");
            }
        }

        return failed is HttpRequestException or IOException or ClientResultException
            ? new EndpointException(EndpointFailure.Cut, $"{Host} broke off the connection.") { MayPass = true }
            : new EndpointException(EndpointFailure.Protocol, $"{Host} could not be understood ({failed.GetType().Name}).");
    }

    /// <summary>It answered, but not as the protocol wants.</summary>
    public EndpointException Foreign(string what) => new(
        EndpointFailure.Protocol,
        $"{Host} {what}: is Endpoint:Address right? For most servers it ends with /v1, as in http://127.0.0.1:8080/v1.");

    /// <summary>The answer ended without saying why.</summary>
    public EndpointException Cut() => new(EndpointFailure.Cut, $"{Host} broke off in the middle of an answer.") { MayPass = true };

    /// <summary>An answer with a code that is no success.</summary>
    public EndpointException Status(int status, PipelineResponse? response, string model)
    {
        var said = Said(response);
        var quoted = said.Length > 0 ? $" It says: {said}" : "";
        var namesModel = said.Contains("model", StringComparison.OrdinalIgnoreCase);
        return status switch
        {
            401 or 403 when options.ApiKey.IsEmpty => new(
                EndpointFailure.Key, $"{Host} wants a key ({status}): set the environment variable PAPERBOT__Endpoint__ApiKey."),
            401 or 403 => new(EndpointFailure.Key, $"{Host} does not take the key ({status}); look at PAPERBOT__Endpoint__ApiKey.{quoted}"),
            404 when namesModel => new(
                EndpointFailure.Model, $"{Host} has no model “{model}” (404); its address with /models at the end lists those it has.{quoted}"),
            404 or 405 => Foreign($"does not know the way to a chat ({status})"),
            408 or 425 => new(EndpointFailure.Silent, $"{Host} took too long ({status}).") { MayPass = true },
            429 => new(EndpointFailure.Busy, $"{Host} has too many calls, or the account has none left (429).{quoted}")
            {
                MayPass = true, After = After(response),
            },
            >= 500 => new(EndpointFailure.Server, $"{Host} failed ({status}).{quoted}") { MayPass = true, After = After(response) },
            >= 300 and < 400 => Foreign($"leads elsewhere ({status})"),
            _ => new(EndpointFailure.Refused, $"{Host} refused what it was asked ({status}).{quoted}"),
        };
    }

    // Servers quote what they were sent, the key among it, whole or in part.
    private string Said(PipelineResponse? response)
    {
        try
        {
            using var document = JsonDocument.Parse(response?.Content.ToString() ?? "");
            var error = document.RootElement.TryGetProperty("error", out var inner) ? inner : document.RootElement;
            var text = error.ValueKind == JsonValueKind.String ? error.GetString()
                : error.TryGetProperty("message", out var message) ? message.ToString() : null;
            return Clean(text ?? "");
        }
        catch (Exception none) when (none is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    private string Clean(string text)
    {
        var key = options.ApiKey.Reveal();
        var flat = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => IsOfKey(w, key) ? "****" : w));
        var plain = new string([.. flat.Where(c => !char.IsControl(c))]);
        return plain.Length > MostQuoted ? plain[..MostQuoted] + "…" : plain;
    }

    // A word that holds the key, or begins or ends as it does: "sk-ab***yz" gives away more than nothing.
    private static bool IsOfKey(string word, string key)
    {
        const int least = 4;
        return key.Length > 0 && (word.Contains(key, StringComparison.Ordinal)
            || (key.Length >= least && (word.Contains(key[..least], StringComparison.Ordinal) || word.Contains(key[^least..], StringComparison.Ordinal))));
    }

    private TimeSpan? After(PipelineResponse? response)
    {
        if (response is null || !response.Headers.TryGetValue("Retry-After", out var value)
            || !RetryConditionHeaderValue.TryParse(value, out var parsed))
        {
            return null;
        }

        var wait = parsed.Delta ?? parsed.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
