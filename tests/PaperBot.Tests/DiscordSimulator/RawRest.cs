using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using PaperBot.DiscordSimulator;
using Xunit;

namespace PaperBot.Tests.DiscordSimulator;

/// <summary>Plain requests to the simulator, as a client without any cleverness would send them.</summary>
internal sealed class RawRest : IDisposable
{
    private readonly HttpClient http = new();
    private readonly string api;

    public RawRest(SimulatedDiscord discord, string? token = null, string userAgent = "DiscordBot (https://example.org, 1.0)")
    {
        api = discord.ApiAddress;
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bot " + (token ?? discord.World.Bot.Token));
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
    }

    public async Task<(int Status, JsonNode? Body, HttpResponseMessage Answer)> SendAsync(string method, string path,
        object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), api + path);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var told = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, told.Length == 0 ? null : JsonNode.Parse(told), answer);
    }

    /// <summary>Status and Discord's code of a refusal, such as <c>404/10003</c>; the status alone for an answer.</summary>
    public async Task<string> OutcomeAsync(string method, string path, object? body = null)
    {
        var (status, told, answer) = await SendAsync(method, path, body);
        answer.Dispose();
        return status < 400 ? $"{status}" : $"{status}/{told?["code"]}";
    }

    public void Dispose() => http.Dispose();
}
