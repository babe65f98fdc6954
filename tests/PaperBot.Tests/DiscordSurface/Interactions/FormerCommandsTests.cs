using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PaperBot.DiscordSimulator.Faults;
using PaperBot.DiscordSimulator.World;
using PaperBot.DiscordSurface;
using PaperBot.DiscordSurface.Commands;
using Xunit;

namespace PaperBot.Tests.DiscordSurface.Interactions;

/// <summary>Commands where they no longer belong.</summary>
public sealed class FormerCommandsTests
{
    private const string Replace = "PUT /applications/{application_id}/guilds/{guild_id}/commands";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_stand_in_one_place_however_often_the_test_server_changes()
    {
        await using var rig = await InteractionRig.StartAsync();
        using var data = new TemporaryFolder();
        var (first, second) = (rig.Server.Guild, Another(rig));
        Assert.Equal([null], Places(rig));
        await StartAsync(rig, data, $"{first.Id}");
        Assert.Equal([first.Id], Places(rig));
        await StartAsync(rig, data, $"{second.Id}");
        Assert.Equal([second.Id], Places(rig));
        await StartAsync(rig, data, "");
        Assert.Equal([null], Places(rig));
        var puts = rig.Server.Discord.Requests.All.Count(r => r.Method == "PUT");
        await StartAsync(rig, data, "");
        Assert.Equal(puts, rig.Server.Discord.Requests.All.Count(r => r.Method == "PUT"));
    }

    [Fact]
    public async Task What_could_not_be_taken_away_is_taken_away_at_the_next_start()
    {
        await using var rig = await InteractionRig.StartAsync();
        using var data = new TemporaryFolder();
        var (first, second) = (rig.Server.Guild, Another(rig));
        await StartAsync(rig, data, $"{first.Id}");
        await StartAsync(rig, data, $"{first.Id}");

        // The first is for the new server, the second for the old one.
        rig.Server.Discord.Faults.Next(new SlowAnswer(TimeSpan.Zero), Replace);
        rig.Server.Discord.Faults.Next(new ErrorAnswer(403, 50013, "Missing Permissions"), Replace);
        await StartAsync(rig, data, $"{second.Id}");
        Assert.Equal([first.Id, second.Id], Places(rig));
        await StartAsync(rig, data, $"{second.Id}");
        Assert.Equal([second.Id], Places(rig));
    }

    [Fact]
    public async Task A_server_the_bot_is_no_longer_in_is_forgotten()
    {
        await using var rig = await InteractionRig.StartAsync();
        using var data = new TemporaryFolder();
        await StartAsync(rig, data, $"{rig.Server.Guild.Id}");
        rig.Server.Discord.Faults.Next(
            new ErrorAnswer(403, 50001, "Missing Access"), "GET /applications/{application_id}/guilds/{guild_id}/commands");
        await StartAsync(rig, data, "");
        Assert.Empty(new ServersWithCommands(data.File(ServersWithCommands.FileName)).All);
    }

    [Fact]
    public void A_file_that_cannot_be_used_or_read_costs_nothing_but_memory()
    {
        using var data = new TemporaryFolder();
        var nowhere = new ServersWithCommands(Path.Combine(data.Path, "missing", "servers.txt"));
        nowhere.Add(new Snowflake(5));
        nowhere.Add(new Snowflake(5));
        Assert.Equal([new Snowflake(5)], nowhere.All);
        nowhere.Remove(new Snowflake(5));
        Assert.Empty(nowhere.All);

        var file = data.File("servers.txt", "17\nnonsense\n\n 18 \n");
        Assert.Equal([new Snowflake(17), new Snowflake(18)], new ServersWithCommands(file).All);
    }

    private static Guild Another(InteractionRig rig)
    {
        var guild = rig.Server.World.AddGuild("Workshop", rig.Server.Owner);
        rig.Server.World.Join(guild, rig.Server.Bot);
        return guild;
    }

    private static Task<bool> StartAsync(InteractionRig rig, TemporaryFolder data, string server) => new CommandRegistration(
        rig.Discord, rig.Service<CommandPayloads>(), Options.Create(new DiscordOptions { TestServer = server }),
        NullLogger<CommandRegistration>.Instance, new ServersWithCommands(Path.Combine(data.Path, ServersWithCommands.FileName)))
        .RegisterAsync(new Snowflake(rig.Server.World.Bot.Id), Token);

    private static List<ulong?> Places(InteractionRig rig) =>
        [.. rig.Server.Discord.Commands.All.Select(c => c.Guild).Distinct().Order()];
}
