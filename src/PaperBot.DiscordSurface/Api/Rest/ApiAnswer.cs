using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace PaperBot.DiscordSurface.Api.Rest;

/// <summary>What came back.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Body">Bytes; empty for 204.</param>
/// <param name="Limits">What its headers say of limits.</param>
internal sealed record ApiAnswer(HttpStatusCode Status, byte[] Body, RateLimitHeaders Limits)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}

/// <summary>Discord's headers about limits; any of them may be missing.</summary>
/// <param name="Bucket">Name of the bucket, without the ids that count apart.</param>
/// <param name="Limit">Calls in one period.</param>
/// <param name="Remaining">Left in this one.</param>
/// <param name="ResetAfter">Until the next one.</param>
/// <param name="RetryAfter">Only with 429.</param>
/// <param name="Scope"><c>user</c>, <c>global</c> or <c>shared</c>.</param>
internal sealed record RateLimitHeaders(
    string? Bucket, int? Limit, int? Remaining, TimeSpan? ResetAfter, TimeSpan? RetryAfter, string? Scope)
{
    public static RateLimitHeaders Read(HttpResponseHeaders headers) => new(
        Text(headers, "X-RateLimit-Bucket"),
        (int?)Number(headers, "X-RateLimit-Limit"),
        (int?)Number(headers, "X-RateLimit-Remaining"),
        Seconds(Number(headers, "X-RateLimit-Reset-After")),
        Seconds(Number(headers, "Retry-After")),
        Text(headers, "X-RateLimit-Global") == "true" ? "global" : Text(headers, "X-RateLimit-Scope"));

    private static string? Text(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    // A number no clock could bear is as good as none.
    private static double? Number(HttpResponseHeaders headers, string name) =>
        double.TryParse(Text(headers, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && value is >= 0 and < 1_000_000 ? value : null;

    private static TimeSpan? Seconds(double? value) => value is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
