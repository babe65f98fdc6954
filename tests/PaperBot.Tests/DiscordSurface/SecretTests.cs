using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PaperBot.DiscordSurface;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>That the token is in no log line, exception, text or dump, whatever goes wrong.</summary>
public sealed class SecretTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_fails_shows_a_token_even_when_the_other_side_repeats_it()
    {
        List<string> shown = [];
        foreach (var status in (int[])[200, 301, 400, 401, 403, 404, 429, 500])
        {
            await using var rig = new DiscordRig(patienceSeconds: 5);
            rig.Http.Otherwise = call => ScriptedHttp.Answer(status, $$"""
                {"code":50035,"message":"no {{DiscordRig.Token}}","retry_after":1,
                 "errors":{"a":{"_errors":[{"message":"{{DiscordRig.Token}}"}]} } }
                """);
            foreach (var call in Calls(rig))
            {
                var failure = await rig.WithinAsync(TimeSpan.FromMinutes(3), Record.ExceptionAsync(() => call).AsTask());
                shown.Add($"{failure} {string.Join(' ', (failure as DiscordException)?.Details ?? [])}");
            }

            shown.AddRange(rig.Log.Lines);
        }

        Assert.True(shown.Count > 50, "the log says too little for this test to mean anything");
        AssertClean(shown);
    }

    [Fact]
    public async Task Nothing_the_gateway_does_shows_a_token()
    {
        await using var rig = await GatewayRig.StartAsync();
        var socket = await rig.BeginAsync();
        await socket.DispatchAsync(2, "INTERACTION_CREATE", """{"type":2,"token":"interaction-token-9","id":{}}""");
        await socket.SendAsync($"{DiscordRig.Token} garbled");
        var (again, _) = await rig.ResumeAsync();
        await again.CloseAsync(4004);
        var end = await rig.EndAsync();
        AssertClean([.. rig.Log.Lines, end.ToString()]);
        Assert.True(rig.Log.Lines.Count > 4, "the log says too little for this test to mean anything");
    }

    [Fact]
    public void A_secret_prints_as_stars_in_text_records_and_JSON()
    {
        var options = new DiscordOptions { Token = new Secret(DiscordRig.Token) };
        var interaction = new DiscordInteraction(
            default, default, new Secret("interaction-token-9"), new DiscordUser(default, "ada"), Some.Moment);
        string[] texts =
        [
            $"{options.Token}", $"{interaction}", JsonSerializer.Serialize(options), JsonSerializer.Serialize(interaction),
        ];
        AssertClean(texts);
        Assert.Contains("****", texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_is_bound_from_settings()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Discord:Token", DiscordRig.Token), new("Discord:MessageContentIntent", "true")]).Build();
        var options = new DiscordOptions();
        settings.GetSection(DiscordOptions.Section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        Assert.Equal((DiscordRig.Token, true), (options.Token.Reveal(), options.MessageContentIntent));
    }

    [Theory]
    [InlineData("Bot MTA0.secret", "begins with “Bot ”")]
    [InlineData("MTA0.secret\n", "characters that no token has")]
    [InlineData("MTA0 secret", "characters that no token has")]
    public void A_wrong_token_is_refused_without_being_shown(string token, string reason)
    {
        var result = new DiscordOptionsCheck().Validate(null, new DiscordOptions { Token = new Secret(token) });
        Assert.Contains(reason, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://discord.com/api/v10", true)]
    [InlineData("http://127.0.0.1:8080/api/v10", true)]
    [InlineData("http://localhost:8080/api/v10", true)]
    [InlineData("http://discord.com/api/v10", false)]
    [InlineData("ftp://127.0.0.1/", false)]
    [InlineData("discord.com", false)]
    [InlineData("", false)]
    public void The_token_goes_nowhere_unencrypted(string address, bool isAllowed) => Assert.Equal(
        isAllowed,
        new DiscordOptionsCheck().Validate(null, new DiscordOptions { ApiAddress = address }) == ValidateOptionsResult.Success);

    private static IEnumerable<Task> Calls(DiscordRig rig)
    {
        var (api, interaction, text) = (rig.Api, rig.Interaction(), OutgoingMessage.Text("Hello."));
        yield return api.MeAsync(Token);
        yield return api.GatewayAsync(Token);
        yield return api.SendAsync(DiscordRig.Channel, text, Token);
        yield return api.AnswerAsync(interaction, new InteractionAnswer.Message(text), Token);
        yield return api.EditAnswerAsync(interaction, text, Token);
        yield return api.FollowUpAsync(interaction, text, Token);
        yield return api.DeleteFollowUpAsync(interaction, new Snowflake(1), Token);
    }

    private static void AssertClean(IEnumerable<string> texts) => Assert.All(texts, t =>
    {
        Assert.DoesNotContain(DiscordRig.Token, t, StringComparison.Ordinal);
        Assert.DoesNotContain("interaction-token", t, StringComparison.Ordinal);
    });
}
