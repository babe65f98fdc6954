using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PaperBot.LocalModels.Downloads;

/// <summary>What a server's no, or its silence, means to whoever asked for the file.</summary>
internal static class ServerWords
{
    /// <summary>An answer that is not the file.</summary>
    public static DownloadException Refusal(HttpResponseMessage response, Uri address)
    {
        var where = DownloadPlan.Shown(address);
        var code = (int)response.StatusCode;
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(
                DownloadFailure.Refused,
                $"The server does not give {where} to everybody ({code}): the model wants a licence accepted or a login, or the address is wrong. "
                + "Fetch it in a browser and put it into the folder of models, or choose another model."),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new(
                DownloadFailure.Refused, $"There is no {where} ({code}): it was moved or taken away. Look for its new address and pull that."),
            HttpStatusCode.ProxyAuthenticationRequired => new(
                DownloadFailure.Refused, "The proxy wants a name and a password (407): set Model:Proxy to http://NAME:PASSWORD@HOST:PORT."),
            HttpStatusCode.TooManyRequests => new(
                DownloadFailure.Refused, $"The server has too many requests from here (429){Later(response)}; the same command goes on then.")
            {
                MayPass = true,
            },
            _ when code >= 500 => new(
                DownloadFailure.Refused, $"The server of {where} fails ({code}); the same command goes on later.") { MayPass = true },
            _ when code is >= 300 and < 400 => new(
                DownloadFailure.Refused,
                $"{where} leads elsewhere in a way that is not followed ({code}), such as from https to http, or in a circle."),
            _ => new(DownloadFailure.Refused, $"The server refused {where} with {code} {response.ReasonPhrase}."),
        };
    }

    /// <summary>A connection that did not come about or broke.</summary>
    public static DownloadException Trouble(Exception failed, Uri address)
    {
        var host = address.Host;
        for (var cause = failed; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case TimeoutException late:
                    return new(DownloadFailure.Cut, $"The connection to {host} stands still: {late.Message}", failed) { MayPass = true };
                case AuthenticationException:
                    return new(
                        DownloadFailure.Unreachable,
                        $"The certificate of {host} is not trusted: {cause.Message} If a proxy of yours looks into connections, its certificate must "
                        + "be among the system's (SSL_CERT_FILE on Linux); otherwise do not trust the network.",
                        failed);
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return new(
                        DownloadFailure.Unreachable,
                        $"{host} cannot be found: there is no network, or a proxy is needed (HTTPS_PROXY or Model:Proxy). Model:Mirror names "
                        + "another place to fetch from.",
                        failed);
                case SocketException socket:
                    return new(DownloadFailure.Unreachable, $"{host} cannot be reached: {socket.Message}.", failed) { MayPass = true };
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: HttpStatusCode.ProxyAuthenticationRequired }:
                    return new(
                        DownloadFailure.Refused, "The proxy wants a name and a password (407): set Model:Proxy to http://NAME:PASSWORD@HOST:PORT.", failed);
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                    return new(DownloadFailure.Refused, $"The proxy does not let through to {host}: {cause.Message}", failed);
            }
        }

        return new(DownloadFailure.Cut, $"The connection to {host} broke: {failed.Message}", failed) { MayPass = true };
    }

    /// <summary>A file that cannot be written.</summary>
    public static DownloadException NoRoom(Exception refused, string path) => new(
        DownloadFailure.NoRoom,
        IsFull(refused)
            ? $"The disk of {path} is full. Make room; what came so far is kept, and the same command goes on."
            : $"{path} cannot be written: {refused.Message}",
        refused);

    // ENOSPC and EDQUOT of Linux and macOS, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    private static bool IsFull(Exception refused) =>
        refused.HResult is 28 or 122 or 69 or unchecked((int)0x80070070) or unchecked((int)0x80070027);

    private static string Later(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => string.Create(CultureInfo.InvariantCulture, $", for {Math.Ceiling(delta.TotalSeconds)} more seconds"),
        { Date: { } date } => string.Create(CultureInfo.InvariantCulture, $", until {date.UtcDateTime:HH:mm} UTC"),
        _ => "",
    };
}
