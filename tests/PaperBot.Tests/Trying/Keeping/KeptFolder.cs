using System.Text.Json;
using PaperBot.CommandLine.Trying;
using PaperBot.CommandLine.Trying.Keeping;
using PaperBot.DiscordSimulator;
using PaperBot.DiscordSimulator.Snapshots;
using Xunit;

namespace PaperBot.Tests.Trying.Keeping;

/// <summary>A folder that a try-out was kept in, without a bot.</summary>
internal sealed class KeptFolder : IAsyncDisposable
{
    public const string Token = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder outer = new();

    private KeptFolder(SimulatedDiscord discord)
    {
        Discord = discord;
        Place = TriedPlace.Found(discord);
    }

    public SimulatedDiscord Discord { get; }

    public TriedPlace Place { get; }

    public string Path => System.IO.Path.Combine(outer.Path, "kept");

    public string File => System.IO.Path.Combine(Path, RoomFile.Name);

    public static async Task<KeptFolder> OpenAsync() =>
        new(await SimulatedDiscord.StartAsync(cancellationToken: TestContext.Current.CancellationToken));

    public RoomState StateOf(WorldState world, int port) => new(
        RoomState.Ours, RoomState.Newest, Token, port, TimeSpan.FromHours(5), Place.Home.Id,
        [.. Place.People.Select(p => new RoomPerson(p.Person.Id, p.Role))], world);

    /// <summary>Writes it as if a try-out at this port had just ended.</summary>
    public void Write(int port, Func<RoomState, RoomState>? change = null)
    {
        using var folder = TryFolder.Kept(Path);
        var state = StateOf(SnapshotWriter.Of(Discord), port);
        new RoomFile(folder).Write(
            JsonSerializer.SerializeToUtf8Bytes(change?.Invoke(state) ?? state, RoomJson.Default.RoomState),
            SnapshotWriter.FilesOf(Discord.World));
    }

    /// <summary>What is there now.</summary>
    public RoomState Read()
    {
        using var folder = TryFolder.Kept(Path);
        return new RoomFile(folder).Read()!;
    }

    /// <summary>The sentence with which going on is refused.</summary>
    public async Task<string> RefusedAsync(int port = 0)
    {
        var refused = await Assert.ThrowsAsync<CommandFailure>(async () =>
        {
            await using var room = await TryRoom.OpenAsync(
                new TryRequest(port, [], Path), TextWriter.Null, TestContext.Current.CancellationToken);
        });
        return refused.Message;
    }

    public async ValueTask DisposeAsync()
    {
        await Discord.DisposeAsync();
        outer.Dispose();
    }
}
