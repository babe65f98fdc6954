using PaperBot.DiscordSimulator;
using PaperBot.DiscordSimulator.World;

namespace PaperBot.Tests.DiscordSimulator;

/// <summary>A simulated Discord with one server: a channel, a reader and an owner, and the bot among them.</summary>
internal sealed class SimulatedServer : IAsyncDisposable
{
    private SimulatedServer(SimulatedDiscord discord)
    {
        Discord = discord;
        var world = discord.World;
        Owner = world.AddPerson("Olga");
        Reader = world.AddPerson("Rui");
        Guild = world.AddGuild("Reading group", Owner);
        Channel = world.AddChannel(Guild, "papers");
        world.Join(Guild, Reader);
        world.Join(Guild, world.Bot.User);
    }

    public SimulatedDiscord Discord { get; }

    public DiscordWorld World => Discord.World;

    public Person Owner { get; }

    public Person Reader { get; }

    public Person Bot => World.Bot.User;

    public Guild Guild { get; }

    public Channel Channel { get; }

    /// <summary>Starts it; requests are checked against Discord's description where the test data is there.</summary>
    /// <param name="clock">Its time; the system's when null.</param>
    /// <param name="isChecked">False leaves the check out, which takes more time than all else.</param>
    public static async Task<SimulatedServer> StartAsync(TimeProvider? clock = null, bool isChecked = true)
    {
        var folder = Environment.GetEnvironmentVariable("PAPERBOT_TEST_DATA");
        var description = folder is null ? null : Path.Combine(folder, "discord", "openapi.json");
        return new SimulatedServer(await SimulatedDiscord.StartAsync(new SimulatorOptions
        {
            Clock = clock ?? TimeProvider.System, OpenApiFile = isChecked && File.Exists(description) ? description : null,
        }));
    }

    public ValueTask DisposeAsync() => Discord.DisposeAsync();
}
