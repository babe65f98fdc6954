using System.Net;

namespace PaperBot.DiscordSurface.Api;

/// <summary>Fetches files that people sent, from Discord's own hosts and without any token.</summary>
internal sealed class Attachments(Uri api, HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Hosts = ["cdn.discordapp.com", "media.discordapp.net"];

    private readonly HttpClient http = new(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The file's bytes.</summary>
    /// <exception cref="DiscordException">The address is not Discord's, the file is too large, or it cannot be had.</exception>
    public async Task<byte[]> DownloadAsync(DiscordAttachment attachment, long maxBytes, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(attachment.Url, UriKind.Absolute, out var address) || !IsDiscords(address))
        {
            throw NotAllowed("The file does not lie at Discord, so it is not fetched.");
        }

        if (attachment.Size > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await FetchAsync(address, maxBytes, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(DiscordErrorKind.TimedOut, "The file did not arrive within a minute.");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw Failed(DiscordErrorKind.Unreachable, "The file could not be fetched: the connection broke.");
        }
    }

    public void Dispose() => http.Dispose();

    // Where Discord's API is a play on this machine, its files are there too.
    private bool IsDiscords(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && Hosts.Contains(address.IdnHost))
        || (api.IsLoopback && address.IsLoopback && address.Scheme == api.Scheme && address.Port == api.Port);

    private async Task<byte[]> FetchAsync(Uri address, long maxBytes, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent.Text);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        if ((int)response.StatusCode is >= 300 and < 400)
        {
            throw NotAllowed("Discord sends on to another place for the file, which is not followed.");
        }

        if (!response.IsSuccessStatusCode)
        {
            var isFault = response.StatusCode >= HttpStatusCode.InternalServerError;
            throw Failed(
                isFault ? DiscordErrorKind.ServerFailure : DiscordErrorKind.Refused,
                $"The file could not be fetched (HTTP {(int)response.StatusCode}); it may have been taken away.",
                response.StatusCode);
        }

        if (response.Content.Headers.ContentLength > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var kept = new MemoryStream();
        var piece = new byte[64 * 1024];
        while (await stream.ReadAsync(piece, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            if (kept.Length + read > maxBytes)
            {
                throw TooLarge(maxBytes);
            }

            kept.Write(piece, 0, read);
        }

        return kept.ToArray();
    }

    private static DiscordException TooLarge(long maxBytes) =>
        Failed(DiscordErrorKind.TooLarge, $"The file is larger than {maxBytes} bytes.");

    private static DiscordException NotAllowed(string sentence) => Failed(DiscordErrorKind.NotAllowed, sentence);

    private static DiscordException Failed(DiscordErrorKind kind, string sentence, HttpStatusCode? status = null) =>
        new(kind, CallOutcome.NotDone, sentence) { Status = status };
}
