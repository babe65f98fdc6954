using System.Text.Json;
using PaperBot.Waiting;

namespace PaperBot.Endpoints;

/// <summary>What an endpoint says of itself when it is asked for its models.</summary>
/// <param name="connection">The way to it.</param>
/// <param name="options">Of an endpoint that is set.</param>
/// <param name="time">By which is waited.</param>
internal sealed class EndpointProbe(EndpointConnection connection, EndpointOptions options, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>The models it lists; null when it answers but keeps no list.</summary>
    /// <exception cref="EndpointException">It cannot be reached, does not take the key, or speaks another language.</exception>
    public async Task<IReadOnlyList<string>?> ModelsAsync(CancellationToken cancellationToken)
    {
        var words = new EndpointWords(options, time);
        using var silence = new Silence(Patience, time, cancellationToken);
        try
        {
            using var response = await connection.GetAsync("models", silence.Token).ConfigureAwait(false);
            if (response.StatusCode == System.Net.HttpStatusCode.NotFound)
            {
                return null;
            }

            if (!response.IsSuccessStatusCode)
            {
                throw words.Status((int)response.StatusCode, null, options.Model);
            }

            var body = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
            using var document = await JsonDocument.ParseAsync(body, default, silence.Token).ConfigureAwait(false);
            return [.. document.RootElement.GetProperty("data").EnumerateArray().Select(m => m.GetProperty("id").GetString() ?? "")];
        }
        catch (Exception failed) when (failed is not EndpointException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw failed is InvalidOperationException ? words.Foreign("sends no list of models") : words.Of(silence.Said(failed), options.Model);
        }
    }
}
