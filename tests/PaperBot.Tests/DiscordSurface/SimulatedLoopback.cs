using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSimulator.People;
using PaperBot.Tests.DiscordSimulator;
using Xunit;
using Snowflake = PaperBot.DiscordSurface.Snowflake;

namespace PaperBot.Tests.DiscordSurface;

/// <summary>The simulator as the other end of a transport; every request is held against Discord's own description.</summary>
internal sealed class SimulatedLoopback(SimulatedServer server) : ILoopbackDiscord
{
    private Sight? typed;

    public string ApiAddress => server.Discord.ApiAddress;

    public Secret Token => new(server.World.Bot.Token);

    public Snowflake Channel => new(server.Channel.Id);

    public Snowflake Person => new(server.Reader.Id);

    public IReadOnlyList<string> BotTexts =>
        [.. server.Channel.Messages.Where(m => m.Author == server.Bot && !m.IsDeleted).Select(m => m.Body.Content)];

    public IReadOnlyList<string> Offered => [.. typed!.ChoicesAsync().GetAwaiter().GetResult().Select(c => c.Name)];

    public Task<Snowflake> SayAsync(string text) => Task.FromResult(
        new Snowflake(server.Discord.Act.Say(server.Reader, server.Channel, $"<@{server.Bot.Id}> {text}").Said!.Id));

    public Task CallAsync(string command, string option, string value)
    {
        server.Discord.Act.Slash(server.Reader, server.Channel, command, (option, value));
        return Task.CompletedTask;
    }

    public Task TypeAsync(string command, string option, string value)
    {
        typed = server.Discord.Act.Autocomplete(server.Reader, server.Channel, command, option, value);
        return Task.CompletedTask;
    }

    public Task PressAsync(Snowflake message)
    {
        server.Discord.Act.Press(server.Reader, server.Channel.Messages.First(m => m.Id == message.Value), "Evidence");
        return Task.CompletedTask;
    }

    public Task BreakAsync()
    {
        server.Discord.Faults.Next(new DropSocket());
        return Task.CompletedTask;
    }

    public void LoseNextAnswer() => server.Discord.Faults.Next(new ServerError(500, AfterEffect: true));

    public async ValueTask DisposeAsync()
    {
        var findings = server.Discord.Check.Findings;
        await server.DisposeAsync();
        Assert.Empty(findings);
    }
}
