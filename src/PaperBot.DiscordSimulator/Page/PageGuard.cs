using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PaperBot.DiscordSimulator.Page;

/// <summary>
/// Keeps everybody else out of a page on this machine: other pages in the same browser (by Origin and Fetch Metadata), names that
/// were pointed at 127.0.0.1 (by Host), and other people on the machine (by the token in the address).
/// </summary>
internal static class PageGuard
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Looks at every request of the server, the bot's own included: those come without an Origin.</summary>
    public static void Watch(WebApplication app) => app.Use(async (http, next) =>
    {
        WriteHeaders(http.Response.Headers);
        if (Refusal(http.Request) is { } refusal)
        {
            await PageExchange.TextAsync(http, StatusCodes.Status403Forbidden, refusal).ConfigureAwait(false);
            return;
        }

        await next(http).ConfigureAwait(false);
    });

    /// <summary>Whether the address holds the token; how long the answer takes does not tell how much of it is right.</summary>
    public static bool Knows(string token, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(given));

    /// <summary>Whether an act comes from the page itself: browsers name the origin of every POST.</summary>
    public static bool IsOwn(HttpRequest request) => request.Headers.Origin == Origin(request);

    private static string? Refusal(HttpRequest request)
    {
        var port = request.HttpContext.Connection.LocalPort;
        if (request.Host.Host is not ("127.0.0.1" or "localhost") || (request.Host.Port ?? 80) != port)
        {
            return "This page is reached as 127.0.0.1 only.";
        }

        if (request.Headers.Origin is { Count: > 0 } origin && origin != Origin(request))
        {
            return "Another page has no business here.";
        }

        return request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
            && request.Headers["Sec-Fetch-Mode"] != "navigate"
            ? "Another page has no business here."
            : null;
    }

    private static string Origin(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    private static void WriteHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
