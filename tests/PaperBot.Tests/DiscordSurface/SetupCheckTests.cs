using Microsoft.Extensions.Logging.Abstractions;
using PaperBot.DiscordSimulator;
using PaperBot.DiscordSimulator.World;
using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Api;
using PaperBot.DiscordSurface.Setup;
using PaperBot.Tests.CommandLine;
using Xunit;

namespace PaperBot.Tests.DiscordSurface;

public sealed class SetupCheckTests : IAsyncLifetime
{
    private SimulatedDiscord discord = null!;
    private Guild guild = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        discord = await SimulatedDiscord.StartAsync(cancellationToken: Token);
        guild = discord.World.AddGuild("Reading group", discord.World.AddPerson("ada"));
        discord.World.AddChannel(guild, "papers");
        var role = discord.World.AddRole(guild, "bots", (Permissions)(ulong)NeededRights.All);
        discord.World.Join(guild, discord.World.Bot.User, role);
    }

    public ValueTask DisposeAsync() => discord.DisposeAsync();

    [Fact]
    public void Invitation_asks_for_the_rights_the_bot_uses_and_no_more() => Assert.Equal(
        "https://discord.com/oauth2/authorize?client_id=42&scope=bot+applications.commands&permissions=309237763072",
        NeededRights.InviteLink(new Snowflake(42)));

    [Fact]
    public async Task Bot_with_all_its_rights_is_told_so() => Assert.All(
        await CheckAsync(), f => Assert.Equal((FindingLevel.Fine, ""), (f.Level, f.Fix)));

    [Fact]
    public async Task Channel_that_takes_rights_away_is_named_with_what_is_missing()
    {
        var hall = discord.World.AddChannel(guild, "hall");
        discord.Act.SetBotPermissions(hall, deny: Permissions.SendMessages | Permissions.ReadMessageHistory);
        discord.Act.SetBotPermissions(discord.World.AddChannel(guild, "attic"), deny: Permissions.ViewChannel);

        var findings = (await CheckAsync()).Where(f => f.Level == FindingLevel.Warning).ToDictionary(f => f.What, f => f.Detail);
        Assert.Equal("Missing here: Send Messages, Read Message History.", findings["#hall in Reading group"]);
        Assert.Equal("The bot does not see this channel.", findings["#attic in Reading group"]);
        Assert.DoesNotContain("#papers in Reading group", findings.Keys);
    }

    [Fact]
    public async Task Bot_in_no_server_is_told_how_to_come_into_one()
    {
        discord.Act.Kick(guild);
        Assert.Contains(await CheckAsync(), f => f.Detail == "The bot is in no server." && f.Fix.Contains("discord invite", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Address_that_swallows_interactions_and_a_forbidden_intent_are_problems()
    {
        discord.World.Bot.HasInteractionsEndpoint = true;
        var problems = (await CheckAsync(messageContent: true)).Where(f => f.Level == FindingLevel.Problem).Select(f => f.What);
        Assert.Equal(["interactions", "message content"], problems);
    }

    [Fact]
    public async Task Token_that_discord_does_not_take_is_the_only_finding()
    {
        var only = Assert.Single(await CheckAsync(token: "another.token"));
        Assert.Equal(("Discord token", FindingLevel.Problem), (only.What, only.Level));
        Assert.Contains("PAPERBOT__Discord__Token", only.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_without_a_token_say_where_to_get_one()
    {
        using var data = new TemporaryFolder();
        foreach (var command in new[] { "invite", "check" })
        {
            var run = await ProgramRun.Of(data, "discord", command);
            Assert.Equal((1, ""), (run.Code, run.Out));
            Assert.Contains("https://discord.com/developers/applications", run.Error, StringComparison.Ordinal);
        }

        Assert.StartsWith(
            "https://discord.com/oauth2/authorize?client_id=7&", (await ProgramRun.Of(data, "discord", "invite", "--id", "7")).Out, StringComparison.Ordinal);
        Assert.Equal(2, (await ProgramRun.Of(data, "discord", "invite", "--id", "seven")).Code);
    }

    private async Task<IReadOnlyList<SetupFinding>> CheckAsync(string? token = null, bool messageContent = false)
    {
        var options = new DiscordOptions
        {
            Token = new Secret(token ?? discord.World.Bot.Token), ApiAddress = discord.ApiAddress, MessageContentIntent = messageContent,
        };
        await using var api = new DiscordApi(options, null, TimeProvider.System, NullLoggerFactory.Instance);
        return await new SetupCheck(api, options).RunAsync(Token);
    }
}
