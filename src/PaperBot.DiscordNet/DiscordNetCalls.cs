using Discord.Net.Rest;

namespace PaperBot.DiscordNet;

/// <summary>
/// Sends calls through Discord.Net's REST client, as they are: whose turn it is and what is repeated was decided before.
/// </summary>
/// <param name="api">Where Discord's API is.</param>
/// <param name="other">Takes calls with files: in what Discord.Net lets others send, a file has no name.</param>
internal sealed class DiscordNetCalls(Uri api, HttpMessageHandler other) : DelegatingHandler(other)
{
    private readonly string root = api.AbsoluteUri.TrimEnd('/') + "/";
    private readonly IRestClient rest = DefaultRestClientProvider.Create(useProxy: true)(api.AbsoluteUri.TrimEnd('/') + "/");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is MultipartContent)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var (method, endpoint) = (request.Method.Method, Endpoint(request.RequestUri!));
        var headers = request.Headers.NonValidated
            .Select(h => KeyValuePair.Create<string, IEnumerable<string>>(h.Key, [h.Value.ToString()])).ToList();
        var answer = request.Content is { } body
            ? await rest.SendAsync(
                method, endpoint, await body.ReadAsStringAsync(cancellationToken).ConfigureAwait(false),
                cancellationToken, requestHeaders: headers).ConfigureAwait(false)
            : await rest.SendAsync(method, endpoint, cancellationToken, requestHeaders: headers).ConfigureAwait(false);
        return Answer(request, answer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request, RestResponse answer)
    {
        var made = new HttpResponseMessage(answer.StatusCode)
        {
            RequestMessage = request,
            Content = new StreamContent(answer.Stream),
        };
        foreach (var (name, value) in answer.Headers)
        {
            made.Headers.TryAddWithoutValidation(name, value);
        }

        return made;
    }

    // Discord.Net's client knows the root by itself, and sends its headers, the token among them, to nowhere else.
    private string Endpoint(Uri address) => address.AbsoluteUri.StartsWith(root, StringComparison.Ordinal)
        ? address.AbsoluteUri[root.Length..]
        : throw new HttpRequestException($"A call to {address.Host} is none to Discord's API.");
}
